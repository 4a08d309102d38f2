import type { StrengthProof } from '../../policies/authentication-strengths/rules.ts'
import {
  type AccessPolicy,
  type AccessRules,
  type Control,
  type Decision,
  decide,
  type Explanation,
  explain,
  type SignInFacts,
  type TargetFacts,
  type UserFacts,
  type Whereabouts,
} from '../../policies/conditional-access/rules.ts'

/** What is not known before somebody signs in. */
export type Circumstance = 'location' | 'platform'

/** Whether a door opens; `afterMore` where more has to be proved. */
export type Opening = 'yes' | 'afterMore' | 'no' | 'depends'

/** Somebody at one door, with what they have proved. */
export interface Entry {
  readonly identity: UserFacts
  readonly target: TargetFacts
  readonly clientAppType: NonNullable<SignInFacts['clientAppType']>
  readonly proofs: readonly StrengthProof[]
}

export type Result = Decision['applied'][number]['result']

/** Why a policy does not apply; `reportOnly` where policies in report-only are not looked at. */
export type NotApplying = Exclude<Explanation['reasons'][number], 'notEnoughInformation'> | 'reportOnly'

/** What one policy says at a door, from all places and on all devices together. */
export interface PolicyOutlook {
  readonly policy: AccessPolicy
  readonly applies: 'yes' | 'no' | 'depends'
  readonly dependsOn: readonly Circumstance[]
  /** The worst it comes to; null where it does not apply. */
  readonly result: Result | null
  /** What it misses then. */
  readonly missing: readonly Control[]
  /** Empty where it applies. */
  readonly reasons: readonly NotApplying[]
}

export interface Outlook {
  readonly opening: Opening
  readonly dependsOn: readonly Circumstance[]
  /** Of every policy that is not switched off, the oldest first. */
  readonly policies: readonly PolicyOutlook[]
}

/**
 * What the policies say at a door, asked once for each of the places and devices that they tell apart.
 *
 * `places` is a whole product: every place with every device.
 */
export function foresee(rules: AccessRules, entry: Entry, places: readonly Whereabouts[]): Outlook {
  const { proofs, ...circumstances } = entry
  const views = places.map((place): View => {
    const facts: SignInFacts = { ...circumstances, ...place, transferMethod: null }
    const { outcome, applied, reportOnly } = decide(rules, facts, { proofs, passwordChanged: false })
    return { facts, outcome, judged: new Map([...applied, ...reportOnly].map((one) => [one.policy.id, one])) }
  })
  const outcomes = views.map(({ outcome }) => outcome)
  const dependsOn = varying(places, outcomes)
  const [first = 'granted'] = outcomes
  const applying = new Set(views.flatMap(({ judged }) => [...judged.keys()]))
  return {
    opening: dependsOn.length > 0 ? 'depends' : openings[first],
    dependsOn,
    policies: rules.live.map((compiled) =>
      applying.has(compiled.policy.id) ? applyingOutlook(compiled, views, places) : notApplying(compiled, views),
    ),
  }
}

const openings = { granted: 'yes', required: 'afterMore', blocked: 'no' } as const

interface View {
  readonly facts: SignInFacts
  readonly outcome: Decision['outcome']
  /** What applies, by id. */
  readonly judged: ReadonlyMap<string, Decision['applied'][number]>
}

type Compiled = AccessRules['live'][number]

function applyingOutlook({ policy }: Compiled, views: readonly View[], places: readonly Whereabouts[]): PolicyOutlook {
  const judged = views.map((view) => view.judged.get(policy.id))
  const [worst] = judged
    .filter((one) => one !== undefined)
    .toSorted((left, right) => severity.indexOf(right.result) - severity.indexOf(left.result))
  const dependsOn = varying(
    places,
    judged.map((one) => one !== undefined),
  )
  return {
    policy,
    applies: dependsOn.length > 0 ? 'depends' : 'yes',
    dependsOn,
    result: worst?.result ?? null,
    missing: worst?.missing ?? [],
    reasons: [],
  }
}

/** Its reasons are found out when they are asked for, which is seldom. */
const notApplying = (compiled: Compiled, views: readonly View[]): PolicyOutlook => ({
  policy: compiled.policy,
  applies: 'no',
  dependsOn: [],
  result: null,
  missing: [],
  get reasons() {
    return reasonsAgainst(views.map(({ facts }) => explain(compiled, facts)))
  },
})

const severity: readonly Result[] = ['satisfied', 'interrupted', 'failed']

/** What stands against it everywhere; where that is nothing, whatever does somewhere. */
function reasonsAgainst(explanations: readonly Explanation[]): readonly NotApplying[] {
  if (explanations.some(({ applies }) => applies)) return ['reportOnly']
  const all = explanations.map(({ reasons }) =>
    reasons.filter(
      (reason): reason is Exclude<typeof reason, 'notEnoughInformation'> => reason !== 'notEnoughInformation',
    ),
  )
  const any = [...new Set(all.flat())]
  const everywhere = any.filter((reason) => all.every((reasons) => reasons.includes(reason)))
  return everywhere.length > 0 ? everywhere : any
}

/** The circumstances by which the values, one for each place, differ. */
function varying(places: readonly Whereabouts[], values: readonly unknown[]): readonly Circumstance[] {
  if (values.every((value) => value === values[0])) return []
  const byLocation = ({ ipAddress, country }: Whereabouts) => `${ipAddress} ${country}`
  const byPlatform = ({ platform }: Whereabouts) => `${platform}`
  const differsWithin = (fixed: (place: Whereabouts) => string): boolean => {
    const first = new Map<string, unknown>()
    return places.some((place, index) => {
      const key = fixed(place)
      if (!first.has(key)) first.set(key, values[index])
      return first.get(key) !== values[index]
    })
  }
  return [
    ...(differsWithin(byPlatform) ? (['location'] as const) : []),
    ...(differsWithin(byLocation) ? (['platform'] as const) : []),
  ]
}
