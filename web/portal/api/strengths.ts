import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AuthenticationStrengthPolicy } from '../../../contract/graph/authentication-strength.ts'
import { changed } from './changed.ts'
import { readAll } from './collection.ts'
import { graph } from './graph-client.ts'

export type Strength = AuthenticationStrengthPolicy

/** A restriction of the passkeys, or of the certificates, that count in some combinations. */
export interface Restriction {
  readonly '@odata.type': string
  readonly id: string
  readonly appliesToCombinations: readonly string[]
  readonly allowedAAGUIDs?: readonly string[]
  readonly allowedIssuerSkis?: readonly string[]
  readonly allowedPolicyOIDs?: readonly string[]
}

/** What an administrator says of a strength; the models are of the passkeys that count, none for any. */
export interface StrengthDraft {
  readonly displayName: string
  readonly description: string
  readonly allowedCombinations: readonly string[]
  readonly passkeyModels: readonly string[]
}

const root = '/v1.0/policies/authenticationStrengthPolicies'
const passkeyType = '#microsoft.graph.fido2CombinationConfiguration'
const passkey = 'fido2'

export const allStrengths = queryOptions({
  queryKey: ['strengths', 'whole'],
  queryFn: ({ signal }) => readAll<Strength>(root, signal),
})

/** The restriction of passkeys; there is one at most, because they stand in one combination. */
export const passkeyRestriction = ({
  combinationConfigurations,
}: Pick<Strength, 'combinationConfigurations'>): Restriction | undefined =>
  combinationConfigurations.find((one) => one['@odata.type'] === passkeyType)

const accepting = (isLockOutAccepted: boolean) =>
  isLockOutAccepted ? { headers: { prefer: 'allow-administrator-lockout' } } : {}

const restrictionOf = (models: readonly string[]) => ({
  '@odata.type': passkeyType,
  appliesToCombinations: [passkey],
  allowedAAGUIDs: models,
})

export const createStrength = ({ displayName, description, allowedCombinations, passkeyModels }: StrengthDraft) =>
  graph<Strength>(root, {
    method: 'POST',
    body: {
      displayName,
      description: description === '' ? null : description,
      allowedCombinations,
      combinationConfigurations: passkeyModels.length > 0 ? [restrictionOf(passkeyModels)] : [],
    },
  })

/** Makes a strength again that was deleted, restrictions of certificates included; it gets an id of its own. */
export const recreateStrength = (strength: Strength) => {
  const { displayName, description, allowedCombinations, combinationConfigurations } = strength
  const restrictions = combinationConfigurations.map(({ id: _id, ...others }) => others)
  const body = { displayName, description, allowedCombinations, combinationConfigurations: restrictions }
  return graph<Strength>(root, { method: 'POST', body })
}

/** Changes what is not as wanted, first what decides who gets in; may be asked again after a refusal half way. */
export async function updateStrength(before: Strength, wanted: StrengthDraft, isAccepted: boolean): Promise<void> {
  const address = `${root}/${before.id}`
  if (!isSameSet(before.allowedCombinations, wanted.allowedCombinations)) {
    const body = { allowedCombinations: wanted.allowedCombinations }
    await graph(`${address}/updateAllowedCombinations`, { method: 'POST', body, ...accepting(isAccepted) })
  }
  await restrict(address, passkeyRestriction(before), wanted.passkeyModels, isAccepted)
  const { displayName, description } = wanted
  if (displayName === before.displayName && description === (before.description ?? '')) return
  await graph(address, { method: 'PATCH', body: { displayName, description: description === '' ? null : description } })
}

async function restrict(
  address: string,
  before: Restriction | undefined,
  models: readonly string[],
  isAccepted: boolean,
): Promise<void> {
  if (isSameSet(before?.allowedAAGUIDs ?? [], models)) return
  const list = `${address}/combinationConfigurations`
  const request = accepting(isAccepted)
  if (!before) await graph(list, { method: 'POST', body: restrictionOf(models), ...request })
  else if (models.length === 0) await graph(`${list}/${before.id}`, { method: 'DELETE', ...request })
  else await graph(`${list}/${before.id}`, { method: 'PATCH', body: restrictionOf(models), ...request })
}

/** Whether two lists hold the same, whatever the order. */
const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one) => right.includes(one))

export const deleteStrength = (id: string) => graph<void>(`${root}/${id}`, { method: 'DELETE' })

export const strengthsChanged = (client: QueryClient): Promise<unknown> =>
  changed(client, [['strengths'], ['accessPolicies']])
