import type { UserId } from '../../base/text.ts'
import type { User } from '../../directory/rules.ts'
import { findUser } from '../../directory/service.ts'
import type { Read } from '../../kernel/store.ts'
import { judgeModel } from '../../methods/passkey/rules.ts'
import { passkeysOf } from '../../methods/passkey/service.ts'
import { registeredMethods } from '../../methods/service.ts'
import { usersWhoMay } from '../../roles/service.ts'
import { policyFor } from '../authentication-methods/service.ts'
import type { AuthenticationStrength, StrengthProof } from '../authentication-strengths/rules.ts'
import { userFactsOf } from './questions.ts'
import type { Keeper } from './rules.ts'

/** Somebody who could undo a change, by name. */
export type NamedKeeper = Keeper & Pick<User, 'displayName' | 'userPrincipalName'>

/**
 * The people whose roles let them change policies in the whole tenant, and whose accounts are switched on.
 *
 * Those who have nothing to sign in with are left out, unless nobody has anything:
 * then a pass made on the server is what lets all of them in.
 */
export async function keepers(
  read: Read,
  strengths: readonly AuthenticationStrength[],
): Promise<readonly NamedKeeper[]> {
  const ids = await usersWhoMay(read, 'conditionalAccess.update')
  const registered = await registeredMethods(read, ids)
  const models = strengths.flatMap(({ combinationConfigurations }) =>
    combinationConfigurations.flatMap((one) => (one.kind === 'fido2' ? one.allowedAAGUIDs : [])),
  )
  const found: NamedKeeper[] = []
  for (const id of ids) {
    const user = await findUser(read, id)
    if (!user?.accountEnabled) continue
    const kinds = new Set<string>(registered.get(id))
    const { lasting, registrable } = await lastingMethods(read, id, kinds, models)
    const present = kinds.has('temporaryAccessPass') ? [...lasting, ...pass] : lasting
    const { displayName, userPrincipalName } = user
    const identity = await userFactsOf(read, user)
    found.push({ identity, lasting, present, registrable, displayName, userPrincipalName })
  }
  const able = found.filter(({ present }) => present.length > 0)
  return able.length > 0 ? able : found.map((keeper) => ({ ...keeper, present: pass }))
}

/** Whichever kind of pass somebody is given. */
const pass: readonly StrengthProof[] = [{ mode: 'temporaryAccessPassOneTime' }, { mode: 'temporaryAccessPassMultiUse' }]

const unknownModel = '00000000-0000-0000-0000-000000000000'

/** What somebody has that does not end, as far as the methods policy lets them use it, and what it lets them add. */
async function lastingMethods(
  read: Read,
  id: UserId,
  kinds: ReadonlySet<string>,
  models: readonly string[],
): Promise<Pick<Keeper, 'lasting' | 'registrable'>> {
  const [password, app, passkey] = [
    await policyFor(read, 'Password', id),
    await policyFor(read, 'SoftwareOath', id),
    await policyFor(read, 'Fido2', id),
  ]
  const { keyRestrictions, isSelfServiceRegistrationAllowed } = passkey.configuration
  const keysOf = (aaguids: readonly string[]): readonly StrengthProof[] =>
    [...new Set(aaguids)]
      .filter((aaguid) => passkey.scope.allowed && !judgeModel(keyRestrictions, aaguid))
      .map((aaguid) => ({ mode: 'fido2', aaguid }))
  const codes: readonly StrengthProof[] = app.scope.allowed ? [{ mode: 'softwareOath' }] : []
  const lasting = [
    ...(kinds.has('password') && password.scope.allowed ? [{ mode: 'password' } as const] : []),
    ...keysOf((await passkeysOf(read, id)).map(({ aaguid }) => aaguid)),
  ]
  const addable = isSelfServiceRegistrationAllowed
    ? keysOf([...models, ...keyRestrictions.aaGuids.map((aaguid) => aaguid.toLowerCase()), unknownModel])
    : []
  const hasCodes = kinds.has('softwareOath') && lasting.length > 0
  return { lasting: hasCodes ? [...lasting, ...codes] : lasting, registrable: [...codes, ...addable] }
}
