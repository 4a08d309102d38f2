import type { UserId } from '../base/text.ts'
import type { Read } from '../kernel/store.ts'
import { emailOwners } from './email/service.ts'
import { passkeyOwners } from './passkey/service.ts'
import { passwordOwners } from './password/service.ts'
import { phoneOwners } from './phone/service.ts'
import { type RegisteredKind, registeredMeanings } from './rules/registered.ts'
import { usablePassOwners } from './temporary-access-pass/service.ts'
import { oathTokenOwners } from './totp/service.ts'

export { seesInFull, visibleOwner } from './owner.ts'

/**
 * The kinds of method that each of these users has, in one query for each kind; an entry for every user.
 *
 * A pass counts while it could be used. What a kind counts for is said by `registeredMeanings`.
 */
export async function registeredMethods(
  read: Read,
  users: readonly UserId[],
): Promise<ReadonlyMap<UserId, readonly RegisteredKind[]>> {
  const [passwords, passes, passkeys, tokens, phones, emails] = await Promise.all([
    passwordOwners(read, users),
    usablePassOwners(read, users),
    passkeyOwners(read, users),
    oathTokenOwners(read, users),
    phoneOwners(read, users),
    emailOwners(read, users),
  ])
  const found: Readonly<Record<RegisteredKind, ReadonlySet<UserId>>> = {
    password: new Set(passwords),
    temporaryAccessPass: new Set(passes),
    deviceBoundPasskey: new Set(passkeys.filter(({ synced }) => !synced).map(({ owner }) => owner)),
    syncedPasskey: new Set(passkeys.filter(({ synced }) => synced).map(({ owner }) => owner)),
    softwareOath: new Set(tokens),
    ...phoneSets(phones),
    email: new Set(emails),
  }
  const kinds = Object.keys(registeredMeanings) as RegisteredKind[]
  return new Map(users.map((user) => [user, kinds.filter((kind) => found[kind].has(user))]))
}

function phoneSets(phones: Awaited<ReturnType<typeof phoneOwners>>) {
  const of = (type: (typeof phones)[number]['phoneType']) =>
    new Set(phones.filter(({ phoneType }) => phoneType === type).map(({ owner }) => owner))
  return { mobilePhone: of('mobile'), alternateMobilePhone: of('alternateMobile'), officePhone: of('office') }
}
