import { sessionEnd } from '../../methods/temporary-access-pass/rules.ts'
import type { AccessPolicy } from '../../policies/conditional-access/rules.ts'
import type { Outlook, PolicyOutlook } from './outlook.ts'
import type {
  Door,
  DoorPreview,
  PassPreview,
  PolicyPreview,
  PreviewFacts,
  PreviewVerdict,
  RegistrationPreview,
} from './parts.ts'
import { entryTo, entryToRegister, lookWith, wayIn } from './way-in.ts'

/** Foresees, policy by policy and door by door, what a pass would do. */
export function previewPass(facts: PreviewFacts): PassPreview {
  const look = lookWith(facts)
  const toRegister = entryToRegister(facts)
  const registration = { ...wayIn(facts, look, toRegister), ...windowOf(facts), methods: facts.methods }
  const doors = facts.doors.map((door): DoorPreview => {
    if (door.closed) return { door, opening: 'no', dependsOn: [], inTheWay: [], asked: null }
    return { door, ...wayIn(facts, look, entryTo(facts, door)) }
  })
  const open = facts.doors.filter(({ closed }) => !closed)
  const seen = open.map((door) => ({ door, outlook: look(entryTo(facts, door)) }))
  const registering = look(toRegister)
  return {
    verdict: verdictOf(facts, doors, registration),
    policies: facts.rules.live.map(({ policy }, place) => policyPreview(policy, place, seen, registering)),
    doors,
    registration,
  }
}

function windowOf({ terms }: PreviewFacts): Pick<RegistrationPreview, 'minutes' | 'until'> {
  const minutes = (sessionEnd(terms, terms.startAt) - terms.startAt) / 60_000
  return { minutes: terms.isUsableOnce ? minutes : null, until: terms.endAt }
}

function policyPreview(
  policy: AccessPolicy,
  place: number,
  seen: readonly { readonly door: Door; readonly outlook: Outlook }[],
  registering: Outlook,
): PolicyPreview {
  const views = seen.flatMap(({ door, outlook }) => {
    const view = outlook.policies[place]
    return view ? [{ door, view }] : []
  })
  const applying = views.filter(({ view }) => view.applies !== 'no')
  const [worst] = applying.map(({ view }) => view).toSorted((left, right) => weight(right) - weight(left))
  const registration = registering.policies[place]
  const signIn = worst ?? views[0]?.view ?? registration
  if (!signIn || !registration) throw new Error('A policy was not looked at')
  return { policy, signIn, doors: applying.map(({ door }) => door), registration }
}

/** What stands most in the way comes first, and of that what applies for sure. */
const weight = ({ applies, result }: PolicyOutlook): number =>
  (applies === 'yes' ? 1 : 0) + 2 * ['satisfied', 'interrupted', 'failed'].indexOf(result ?? 'satisfied')

function verdictOf(
  { isRefused, hindrances }: PreviewFacts,
  doors: readonly DoorPreview[],
  registration: RegistrationPreview,
): PreviewVerdict {
  if (isRefused) return 'refused'
  const ways = [...doors.filter(({ door }) => !door.closed), registration]
  const openings = ways.map(({ opening }) => opening)
  if (hindrances.length > 0 || openings.every((opening) => opening === 'no')) return 'fails'
  if (openings.includes('depends')) return 'depends'
  return openings.every((opening) => opening === 'yes') ? 'works' : 'partly'
}
