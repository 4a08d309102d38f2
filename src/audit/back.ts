import type { Instant } from '../base/time.ts'
import type { Store } from '../kernel/store.ts'
import { othersFirst } from '../kernel/system.ts'
import { type CountedSignIn, listSignInsBack } from './store/story.ts'

const batchSize = 250

/**
 * Goes through the sign-ins of a time, both ends included, the newest first, a batch at a time and at most so many.
 *
 * Each batch is a read of its own, and others have their turn between. The caller has been asked what they may.
 */
export async function* signInsBack(
  store: Store,
  span: { readonly from: Instant; readonly until: Instant },
  most: number,
): AsyncGenerator<readonly CountedSignIn[]> {
  let behind: CountedSignIn | undefined
  for (let read = 0; read < most; ) {
    const size = Math.min(batchSize, most - read)
    const rows = await store.read((r) => listSignInsBack(r, span, behind, size))
    if (rows.length > 0) yield rows
    if (rows.length < size) return
    await othersFirst()
    read += rows.length
    behind = rows.at(-1)
  }
}
