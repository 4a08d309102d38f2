import type { RevokedPasses, TenantPassResource } from '../../../contract/api/temporary-access-passes.ts'
import { collectionOptions } from './collection.ts'
import { GraphFailure, graph } from './graph-client.ts'

export type TenantPass = TenantPassResource

/** The passes of everybody at an address with its query options. */
export const tenantPasses = (path: string) => collectionOptions<TenantPass>(['passes', 'list'], path)

/** A pass among others: whose it is, and which. */
export type PassKey = Pick<TenantPass, 'id' | 'userId'>

const mostAtOnce = 100

/**
 * Revokes any number of passes, a hundred at a time, and tells after each hundred how many were asked for.
 *
 * The failures stand in the order of the passes, undefined where one was revoked.
 * Where a request comes to nothing, all passes in it have its failure, and the next is sent all the same.
 */
export async function revokePasses(
  passes: readonly PassKey[],
  onProgress: (done: number) => void,
): Promise<readonly (GraphFailure | undefined)[]> {
  const failures: (GraphFailure | undefined)[] = []
  for (let start = 0; start < passes.length; start += mostAtOnce) {
    failures.push(...(await revokeSome(passes.slice(start, start + mostAtOnce))))
    onProgress(failures.length)
  }
  return failures
}

async function revokeSome(passes: readonly PassKey[]): Promise<readonly (GraphFailure | undefined)[]> {
  const body = { passes: passes.map(({ id, userId }) => ({ passId: id, userId })) }
  try {
    const { value } = await graph<RevokedPasses>('/api/v1/temporaryAccessPasses/revoke', { method: 'POST', body })
    return value.map(({ status, error }) => (error ? new GraphFailure(status, '', inEnvelope(error)) : undefined))
  } catch (failure) {
    if (!(failure instanceof GraphFailure)) throw failure
    return passes.map(() => failure)
  }
}

const inEnvelope = ({ code, message }: { readonly code: string; readonly message: string }) => ({
  code,
  message,
  innerError: { code, date: '', 'request-id': '', 'client-request-id': '' },
})
