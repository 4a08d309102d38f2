import { wayOn } from '../../access/rules.ts'
import { graphAppId } from '../../oidc/rules.ts'
import type { StrengthProof } from '../../policies/authentication-strengths/rules.ts'
import { type Entry, foresee, type Outlook, type PolicyOutlook } from './outlook.ts'
import type { Asked, Door, PreviewFacts, WayIn } from './parts.ts'

/** Looks at an entry, once for all that are alike. */
export type Look = (entry: Entry) => Outlook

/** Applications that no policy names are all alike. */
export function lookWith({ rules, places }: Pick<PreviewFacts, 'rules' | 'places'>): Look {
  const named = new Set(
    rules.live.flatMap(({ policy: { conditions } }) => [
      ...conditions.applications.includeApplications,
      ...conditions.applications.excludeApplications,
    ]),
  )
  const known = new Map<string, Outlook>()
  return (entry) => {
    const applications = entry.target.applications?.map((id) => (named.has(id) ? id : 'unnamed'))
    const key = JSON.stringify([applications, entry.target.userAction, entry.clientAppType])
    const found = known.get(key) ?? foresee(rules, entry, places)
    known.set(key, found)
    return found
  }
}

/** What the pass proves, with the password before it where it counts only then. */
const passProofs = ({ terms, secondFactorOnly }: PreviewFacts): readonly StrengthProof[] => [
  ...(secondFactorOnly ? [{ mode: 'password' } as const] : []),
  { mode: terms.isUsableOnce ? 'temporaryAccessPassOneTime' : 'temporaryAccessPassMultiUse' },
]

/** Somebody at an application, as the sign-in asks the policies: whatever it does, it does to the directory. */
export const entryTo = (
  facts: PreviewFacts,
  { appId, clientAppType }: Pick<Door, 'appId' | 'clientAppType'>,
): Entry => ({
  identity: facts.identity,
  target: { applications: [appId], resources: [graphAppId] },
  clientAppType,
  proofs: passProofs(facts),
})

const registering = 'urn:user:registersecurityinfo'

/** Our own pages for security information, whose policies count there too, except that a strength gives way (facts/entra.md §6.5). */
export function entryToRegister(facts: PreviewFacts): Entry {
  const entry = entryTo(facts, { appId: facts.ownPages, clientAppType: 'browser' })
  return { ...entry, target: { ...entry.target, userAction: registering } }
}

/** Whether and how somebody gets in, with what they have and may register on the way (facts/entra.md §6.5). */
export function wayIn(facts: PreviewFacts, look: Look, entry: Entry): WayIn {
  const { opening, dependsOn, policies } = look(entry)
  const inTheWay = policies.filter(({ policy, result }) => policy.state === 'enabled' && isUnmet(result))
  if (opening !== 'afterMore') return { opening, dependsOn, inTheWay, asked: null }
  const onTheWay = look({ ...entry, target: { userAction: registering }, clientAppType: 'browser' })
  const asked = askedFor(facts, entry, inTheWay, onTheWay.opening === 'yes')
  if (asked) return { opening, dependsOn, inTheWay, asked }
  const isPossible = onTheWay.opening === 'depends' && askedFor(facts, entry, inTheWay, true) !== null
  return isPossible
    ? { opening: 'depends', dependsOn: onTheWay.dependsOn, inTheWay, asked }
    : { opening: 'no', dependsOn, inTheWay, asked }
}

const isUnmet = (result: PolicyOutlook['result']): boolean => result === 'interrupted' || result === 'failed'

function askedFor(
  { usable, registrable }: PreviewFacts,
  { proofs }: Entry,
  inTheWay: readonly PolicyOutlook[],
  mayRegister: boolean,
): Asked | null {
  const way = wayOn({
    missing: inTheWay.map(({ policy, missing }) => ({
      operator: policy.grantControls?.operator ?? 'AND',
      controls: missing,
    })),
    held: proofs,
    fresh: proofs,
    usable,
    registrable: mayRegister ? registrable : [],
    passwordMayRegister: false,
  })
  if (way.next === 'nothing') return null
  return 'kinds' in way ? way : { next: way.next, kinds: [] }
}
