import type { UserMethod } from '../../../api/methods.ts'

/** The kinds of method, in the order of the list. */
export type Kind = 'pass' | 'passkey' | 'softwareOath' | 'password' | 'phone' | 'email'

const kinds: Readonly<Record<UserMethod['@odata.type'], Kind>> = {
  '#microsoft.graph.temporaryAccessPassAuthenticationMethod': 'pass',
  '#microsoft.graph.fido2AuthenticationMethod': 'passkey',
  '#microsoft.graph.softwareOathAuthenticationMethod': 'softwareOath',
  '#microsoft.graph.passwordAuthenticationMethod': 'password',
  '#microsoft.graph.phoneAuthenticationMethod': 'phone',
  '#microsoft.graph.emailAuthenticationMethod': 'email',
}

export const kindOf = (method: UserMethod): Kind => kinds[method['@odata.type']]

/** The configuration of the methods policy that a kind belongs to; contact data has none. */
const configurationIds: Readonly<Partial<Record<Kind, string>>> = {
  passkey: 'Fido2',
  softwareOath: 'SoftwareOath',
  password: 'Password',
}

/** Why nobody signs in with a method now, as far as one can tell; undefined where it works. */
export type Hindrance = 'Expired' | 'NotYetValid' | 'OneTimeUsed' | 'DisabledByPolicy' | 'contact'

/** `switchedOff` are the configurations that the policy has disabled; empty for whoever may not read it. */
export function hindranceOf(method: UserMethod, switchedOff: readonly string[]): Hindrance | undefined {
  const kind = kindOf(method)
  if (kind === 'phone' || kind === 'email') return 'contact'
  if ('methodUsabilityReason' in method)
    return method.isUsable ? undefined : passHindrance(method.methodUsabilityReason)
  const configurationId = configurationIds[kind]
  return configurationId !== undefined && switchedOff.includes(configurationId) ? 'DisabledByPolicy' : undefined
}

/** Graph may know more reasons one day. */
const passHindrance = (reason: string): Hindrance =>
  reason === 'Expired' || reason === 'NotYetValid' || reason === 'OneTimeUsed' ? reason : 'DisabledByPolicy'

/** Whether a method makes a sign-in multifactor, and lasts. */
export const isStrong = (method: UserMethod): boolean => {
  const kind = kindOf(method)
  return kind === 'passkey' || kind === 'softwareOath'
}

/** What is lost with a method: how the person could still sign in afterwards. */
export type Loss = 'lastWayIn' | 'lastStrong' | 'none'

/** What taking methods away means for the person, who has `all` of them now. */
export function lossOf(
  removed: readonly UserMethod[],
  all: readonly UserMethod[],
  switchedOff: readonly string[],
): Loss {
  const gone = new Set(removed.map(({ id }) => id))
  const usable = all.filter((method) => hindranceOf(method, switchedOff) === undefined)
  const left = usable.filter(({ id }) => !gone.has(id))
  if (usable.length > 0 && left.length === 0) return 'lastWayIn'
  if (usable.some(isStrong) && !left.some(isStrong)) return 'lastStrong'
  return 'none'
}

/** The operation of the server that takes a method of a kind away; nobody takes a password away. */
export const removals: Readonly<Record<Kind, string | undefined>> = {
  pass: 'passes.delete',
  passkey: 'passkeys.delete',
  softwareOath: 'softwareOath.delete',
  password: undefined,
  phone: 'phones.delete',
  email: 'emails.delete',
}

/** When a pass is over. */
export const endOfPass = (pass: { readonly startDateTime: string; readonly lifetimeInMinutes: number }): string =>
  new Date(Date.parse(pass.startDateTime) + pass.lifetimeInMinutes * 60_000).toISOString()
