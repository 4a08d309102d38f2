import type { BatchItem } from '../../../contract/graph/batch.ts'
import { Refusal } from '../../base/refusal.ts'

type Ordered = Pick<BatchItem, 'id' | 'dependsOn'>

const invalid = (message: string, field: string): Refusal => new Refusal('batchInvalid', message, { field })

/** Refuses with `batchInvalid` ids that come twice, and dependencies on itself, on nobody or in a circle. */
export function requireRunnable(items: readonly Ordered[]): void {
  const known = new Set<string>()
  for (const { id } of items) {
    if (known.has(id)) throw invalid(`The id '${id}' is there twice; each request needs one of its own.`, 'id')
    known.add(id)
  }
  for (const { id, dependsOn } of items) {
    const wrong = dependsOn?.find((other) => other === id || !known.has(other))
    if (wrong === id) throw invalid(`The request '${id}' depends on itself.`, 'dependsOn')
    if (wrong !== undefined) {
      throw invalid(
        `The request '${id}' depends on '${wrong.slice(0, 200)}', which this batch does not hold.`,
        'dependsOn',
      )
    }
  }
  const circle = circleIn(items)
  if (circle) throw invalid(`The requests ${circle.join(', ')} wait for one another.`, 'dependsOn')
}

/** The ids that can never begin; nothing where all can. */
function circleIn(items: readonly Ordered[]): readonly string[] | undefined {
  let left = items
  const done = new Set<string>()
  while (left.length > 0) {
    const ready = left.filter(({ dependsOn }) => (dependsOn ?? []).every((id) => done.has(id)))
    if (ready.length === 0) return left.map(({ id }) => `'${id}'`)
    for (const { id } of ready) done.add(id)
    left = left.filter(({ id }) => !done.has(id))
  }
  return undefined
}
