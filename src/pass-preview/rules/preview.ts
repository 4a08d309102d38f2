import type { Instant } from '../../base/time.ts'
import type { MethodKind } from '../../methods/rules.ts'
import { type PassTerms, sessionEnd } from '../../methods/temporary-access-pass/rules.ts'
import type { StrengthProof } from '../../policies/authentication-strengths/rules.ts'
import type { AccessPolicy, AccessRules, UserFacts, Whereabouts } from '../../policies/conditional-access/rules.ts'
import { type Entry, foresee, type Opening, type Outlook, type PolicyOutlook } from './outlook.ts'

/** Something people sign in to. */
export interface Door {
  readonly appId: string
  readonly displayName: string
  readonly clientAppType: Entry['clientAppType']
  /** Why nobody signs in to it, whatever they prove; null where people do. */
  readonly closed: 'applicationDisabled' | 'noSignIn' | null
}

/** Why a pass would open nothing although it is issued. */
export type Hindrance = 'accountDisabled' | 'passwordMissing'

/** What whoever issues a pass should know, although it works. */
export type Note = 'afterPassword' | 'replacesPass'

/** A method that the person could register. */
export interface Registrable {
  readonly kind: MethodKind
  readonly why: 'methodDisabled' | 'userNotIncluded' | 'userExcluded' | 'selfServiceOff' | null
}

/** All that a preview is made of. */
export interface PreviewFacts {
  readonly terms: PassTerms
  /** Whether issuing it would be refused. */
  readonly isRefused: boolean
  readonly secondFactorOnly: boolean
  readonly hindrances: readonly Hindrance[]
  readonly identity: UserFacts
  readonly rules: AccessRules
  readonly places: readonly Whereabouts[]
  /** Our own pages first. */
  readonly doors: readonly Door[]
  /** The client id under which our own pages are judged. */
  readonly ownPages: string
  readonly methods: readonly Registrable[]
}

/** What becomes of one door. */
export interface DoorPreview {
  readonly door: Door
  readonly opening: Opening
  readonly dependsOn: Outlook['dependsOn']
  /** The policies in force that apply and are not met, or might be. */
  readonly inTheWay: readonly PolicyOutlook[]
  /** Methods any of which, registered with the pass, opens it. */
  readonly opensWith: readonly MethodKind[]
}

/** What one policy says to signing in, anywhere, and to registering. */
export interface PolicyPreview {
  readonly policy: AccessPolicy
  readonly signIn: PolicyOutlook
  /** The doors where it applies, or might. */
  readonly doors: readonly Door[]
  readonly registration: PolicyOutlook
}

export interface RegistrationPreview extends Pick<DoorPreview, 'opening' | 'dependsOn' | 'inTheWay'> {
  /** How long after signing in, at most; null for until the pass ends. */
  readonly minutes: number | null
  readonly until: Instant
  readonly methods: readonly Registrable[]
}

export type PreviewVerdict = 'refused' | 'fails' | 'depends' | 'partly' | 'works'

/** What a pass about to be issued would open, and what not. */
export interface PassPreview {
  readonly verdict: PreviewVerdict
  readonly policies: readonly PolicyPreview[]
  readonly doors: readonly DoorPreview[]
  readonly registration: RegistrationPreview
}

/** Foresees, policy by policy and door by door, what a pass would do. */
export function previewPass(facts: PreviewFacts): PassPreview {
  const look = outlooks(facts)
  const registering = look(registrationOf(facts))
  const registration: RegistrationPreview = { ...wayOf(registering), ...windowOf(facts), methods: facts.methods }
  const seen = facts.doors.map((door) => ({ door, outlook: look(entryOf(facts, door)) }))
  const doors = seen.map(({ door, outlook }): DoorPreview => {
    if (door.closed) return { door, opening: 'no', dependsOn: [], inTheWay: [], opensWith: [] }
    return { door, ...wayOf(outlook), opensWith: opensWith(facts, look, door, outlook, registration) }
  })
  return {
    verdict: verdictOf(facts, doors, registration),
    policies: facts.rules.live.map(({ policy }, place) => policyPreview(policy, place, seen, registering)),
    doors,
    registration,
  }
}

type Look = (entry: Entry) => Outlook

/** Applications that no policy names are all alike. */
function outlooks({ rules, places }: PreviewFacts): Look {
  const named = new Set(
    rules.live.flatMap(({ policy: { conditions } }) => [
      ...conditions.applications.includeApplications,
      ...conditions.applications.excludeApplications,
    ]),
  )
  const known = new Map<string, Outlook>()
  return (entry) => {
    const applications = entry.target.applications?.map((id) => (named.has(id) ? id : 'unnamed'))
    const key = JSON.stringify([applications, entry.target.userAction, entry.clientAppType, entry.proofs])
    const found = known.get(key) ?? foresee(rules, entry, places)
    known.set(key, found)
    return found
  }
}

/** What the pass proves, with the password before it where it counts only then. */
export const passProofs = ({ terms, secondFactorOnly }: PreviewFacts): readonly StrengthProof[] => [
  ...(secondFactorOnly ? [{ mode: 'password' } as const] : []),
  { mode: terms.isUsableOnce ? 'temporaryAccessPassOneTime' : 'temporaryAccessPassMultiUse' },
]

const entryOf = (facts: PreviewFacts, { appId, clientAppType }: Door): Entry => ({
  identity: facts.identity,
  target: { applications: [appId] },
  clientAppType,
  proofs: passProofs(facts),
})

/** Security information is registered on our own pages, so what holds for them holds there too (facts/entra.md §6.5). */
const registrationOf = (facts: PreviewFacts): Entry => ({
  identity: facts.identity,
  target: { applications: [facts.ownPages], userAction: 'urn:user:registersecurityinfo' },
  clientAppType: 'browser',
  proofs: passProofs(facts),
})

const wayOf = ({ opening, dependsOn, policies }: Outlook) => ({
  opening,
  dependsOn,
  inTheWay: policies.filter(({ policy, result }) => policy.state === 'enabled' && isUnmet(result)),
})

const isUnmet = (result: PolicyOutlook['result']): boolean => result === 'interrupted' || result === 'failed'

function windowOf({ terms }: PreviewFacts): Pick<RegistrationPreview, 'minutes' | 'until'> {
  const minutes = (sessionEnd(terms, terms.startAt) - terms.startAt) / 60_000
  return { minutes: terms.isUsableOnce ? minutes : null, until: terms.endAt }
}

/** Which of the methods that may be registered would be what is missing. */
function opensWith(
  facts: PreviewFacts,
  look: Look,
  door: Door,
  { opening }: Outlook,
  registration: RegistrationPreview,
): readonly MethodKind[] {
  if (opening !== 'afterMore' || registration.opening === 'no' || registration.opening === 'afterMore') return []
  const entry = entryOf(facts, door)
  return facts.methods.flatMap(({ kind, why }) => {
    if (why !== null || kind === 'temporaryAccessPass') return []
    const after = look({ ...entry, proofs: [...entry.proofs, { mode: kind }] })
    return after.opening === 'yes' ? [kind] : []
  })
}

function policyPreview(
  policy: AccessPolicy,
  place: number,
  seen: readonly { readonly door: Door; readonly outlook: Outlook }[],
  registering: Outlook,
): PolicyPreview {
  const views = seen.flatMap(({ door, outlook }) => {
    const view = outlook.policies[place]
    return view && !door.closed ? [{ door, view }] : []
  })
  const applying = views.filter(({ view }) => view.applies !== 'no')
  const [worst] = applying.map(({ view }) => view).toSorted((left, right) => weight(right) - weight(left))
  const registration = registering.policies[place]
  const signIn = worst ?? views[0]?.view ?? registration
  if (!signIn || !registration) throw new Error('A policy was not looked at')
  return { policy, signIn, doors: applying.map(({ door }) => door), registration }
}

/** What applies for sure and stands most in the way comes first. */
const weight = ({ applies, result }: PolicyOutlook): number =>
  (applies === 'yes' ? 1 : 0) + 2 * ['satisfied', 'interrupted', 'failed'].indexOf(result ?? 'satisfied')

function verdictOf(
  { isRefused, hindrances }: PreviewFacts,
  doors: readonly DoorPreview[],
  registration: RegistrationPreview,
): PreviewVerdict {
  if (isRefused) return 'refused'
  const ways = [...doors.filter(({ door }) => !door.closed), registration].map(({ opening }) => opening)
  if (hindrances.length > 0 || ways.every((opening) => opening === 'no')) return 'fails'
  if (ways.includes('depends')) return 'depends'
  return ways.every((opening) => opening === 'yes') ? 'works' : 'partly'
}
