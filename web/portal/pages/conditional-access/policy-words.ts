import type {
  Conditions,
  GrantControls,
  GuestsCondition,
  PolicyBody,
  SessionControls,
} from '../../api/access-policy.ts'
import type { Texts } from '../../texts/texts.ts'

export type NamedKind = 'user' | 'group' | 'role' | 'application' | 'location' | 'context' | 'strength'

/** What something that a policy refers to by its id is called. */
export type NameOf = (kind: NamedKind, id: string) => string

export type Words = Texts['access']['words']

/** Whom or what a policy names, in words: those it is for, and those it leaves out. */
export interface Sides {
  readonly included: readonly string[]
  readonly excluded: readonly string[]
}

/** The value of a record at a name that may not be there. */
export const named = (record: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(record, name) ? (record[name] ?? name) : name

export const flagsOf = (flags: string | null | undefined): readonly string[] =>
  (flags ?? '').split(',').filter((flag) => flag !== '' && flag !== 'none')

const guestsIn = (guests: GuestsCondition | null, words: Words): readonly string[] =>
  flagsOf(guests?.guestOrExternalUserTypes).map((type) => named(words.guests, type))

export function usersIn({ users, clientApplications }: Conditions, nameOf: NameOf, words: Words): Sides {
  if (clientApplications) {
    const name = (id: string) => (id === 'ServicePrincipalsInMyTenant' ? words.allWorkloads : nameOf('application', id))
    const { includeServicePrincipals, excludeServicePrincipals } = clientApplications
    return { included: includeServicePrincipals.map(name), excluded: excludeServicePrincipals.map(name) }
  }
  if (!users) return { included: [], excluded: [] }
  const side = (way: 'include' | 'exclude'): readonly string[] => [
    ...users[`${way}Users`]
      .filter((id) => id !== 'None')
      .map((id) => (Object.hasOwn(words.people, id) ? named(words.people, id) : nameOf('user', id))),
    ...users[`${way}Groups`].map((id) => words.group(nameOf('group', id))),
    ...users[`${way}Roles`].map((id) => words.role(nameOf('role', id))),
    ...guestsIn(users[`${way}GuestsOrExternalUsers`], words),
  ]
  return { included: side('include'), excluded: side('exclude') }
}

export function targetsIn({ applications }: Conditions, nameOf: NameOf, words: Words): Sides {
  const name = (id: string) =>
    Object.hasOwn(words.applications, id) ? named(words.applications, id) : nameOf('application', id)
  return {
    included: [
      ...applications.includeApplications.filter((id) => id !== 'None').map(name),
      ...applications.includeUserActions.map((action) => named(words.actions, action)),
      ...applications.includeAuthenticationContextClassReferences.map((id) => words.context(nameOf('context', id))),
    ],
    excluded: applications.excludeApplications.map(name),
  }
}

/** Undefined where the network is not asked about. */
export function networkIn({ locations }: Conditions, nameOf: NameOf, words: Words): Sides | undefined {
  if (!locations) return undefined
  const name = (id: string) => (Object.hasOwn(words.places, id) ? named(words.places, id) : nameOf('location', id))
  return { included: locations.includeLocations.map(name), excluded: locations.excludeLocations.map(name) }
}

export interface ConditionInWords {
  readonly key: keyof Texts['access']['conditionNames']
  readonly text: string
}

/** The other conditions that are set, each with what it says. */
export function conditionsIn(conditions: Conditions, words: Words): readonly ConditionInWords[] {
  const { platforms, clientAppTypes, devices, insiderRiskLevels, authenticationFlows } = conditions
  const filter = devices?.deviceFilter
  const levels = (list: readonly string[]) => list.map((level) => named(words.risks, level)).join(', ')
  const all: readonly (ConditionInWords | false)[] = [
    conditions.userRiskLevels.length > 0 && { key: 'userRisk', text: levels(conditions.userRiskLevels) },
    conditions.signInRiskLevels.length > 0 && { key: 'signInRisk', text: levels(conditions.signInRiskLevels) },
    conditions.servicePrincipalRiskLevels.length > 0 && {
      key: 'servicePrincipalRisk',
      text: levels(conditions.servicePrincipalRiskLevels),
    },
    flagsOf(insiderRiskLevels).length > 0 && { key: 'insiderRisk', text: levels(flagsOf(insiderRiskLevels)) },
    platforms !== null && {
      key: 'platforms',
      text: except(
        {
          included: platforms.includePlatforms.map((name) => named(words.platforms, name)),
          excluded: platforms.excludePlatforms.map((name) => named(words.platforms, name)),
        },
        words,
      ),
    },
    !clientAppTypes.includes('all') && {
      key: 'clientApps',
      text: clientAppTypes.map((type) => named(words.clients, type)).join(', '),
    },
    filter != null && { key: 'deviceFilter', text: words.deviceFilter[filter.mode](filter.rule) },
    authenticationFlows !== null && {
      key: 'authenticationFlows',
      text: flagsOf(authenticationFlows.transferMethods)
        .map((method) => named(words.flows, method))
        .join(', '),
    },
  ]
  return all.filter((one) => one !== false)
}

/** What has to be met before access is granted, each in a few words; `block` alone where it blocks. */
export function controlsIn(grant: GrantControls | null, words: Words): readonly string[] {
  if (!grant) return []
  if (grant.builtInControls.includes('block')) return [named(words.controls, 'block')]
  const { authenticationStrength: strength } = grant
  return [
    ...grant.builtInControls.map((control) => named(words.controls, control)),
    ...(strength ? [words.strength(strength.displayName ?? strength.id)] : []),
    ...grant.termsOfUse,
    ...grant.customAuthenticationFactors,
  ]
}

export const grantInWords = (grant: GrantControls | null, words: Words): string => {
  const controls = controlsIn(grant, words)
  if (controls.length === 0) return words.letIn
  return controls.join(grant?.operator === 'OR' ? words.or : words.and)
}

export function sessionIn(session: SessionControls | null, words: Words): readonly string[] {
  const { signInFrequency: frequency, persistentBrowser } = session ?? {}
  return [
    ...(frequency?.isEnabled ? [frequencyInWords(frequency, words)] : []),
    ...(persistentBrowser?.isEnabled ? [words.persistentBrowser[persistentBrowser.mode]] : []),
    ...(session?.disableResilienceDefaults ? [words.resilienceOff] : []),
  ]
}

function frequencyInWords(
  { frequencyInterval, value, type, authenticationType }: NonNullable<SessionControls['signInFrequency']>,
  words: Words,
): string {
  const often = frequencyInterval === 'everyTime' ? words.everyTime : words.every[type ?? 'hours'](value ?? 0)
  return words.again[authenticationType](often)
}

const mostNamed = 4

/** A list for a sentence: the first few by name. */
export const listed = (items: readonly string[], words: Words): string =>
  items.length <= mostNamed
    ? items.join(', ')
    : `${items.slice(0, mostNamed - 1).join(', ')} ${words.more(items.length - mostNamed + 1)}`

export const except = ({ included, excluded }: Sides, words: Words): string =>
  excluded.length === 0 ? listed(included, words) : words.except(listed(included, words), listed(excluded, words))

/** The whole policy in one sentence; what is still to be chosen, where something is. */
export function sentenceOf(policy: PolicyBody, nameOf: NameOf, words: Words): string {
  const users = usersIn(policy.conditions, nameOf, words)
  const targets = targetsIn(policy.conditions, nameOf, words)
  if (users.included.length === 0) return words.forNobody
  if (targets.included.length === 0) return words.forNothing
  const network = networkIn(policy.conditions, nameOf, words)
  const controls = controlsIn(policy.grantControls, words)
  const session = sessionIn(policy.sessionControls, words)
  if (controls.length === 0 && session.length === 0) return words.asksNothing
  const isAction = policy.conditions.applications.includeUserActions.length > 0
  const isBlock = policy.grantControls?.builtInControls.includes('block') === true
  const sentence = words.sentence({
    who: except(users, words),
    what: isAction ? targets.included.join(', ') : words.opens(except(targets, words)),
    where: network ? words.from(except(network, words)) : '',
    when: conditionsIn(policy.conditions, words)
      .map(({ key, text }) => words.under[key](text))
      .join(''),
    follows: isBlock
      ? words.isBlocked
      : [
          ...(controls.length > 0 ? [words.must(grantInWords(policy.grantControls, words))] : []),
          ...session.map(words.session),
        ].join(words.and),
  })
  return capital(sentence)
}

/** As it stands at the start of a line. */
export const capital = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`
