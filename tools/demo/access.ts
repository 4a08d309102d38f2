import { type Access, accessOf, platformOf } from '../../src/access/rules.ts'
import type { Origin } from '../../src/base/actor.ts'
import type { Instant } from '../../src/base/time.ts'
import type { Proof } from '../../src/methods/rules.ts'
import { graphAppId } from '../../src/oidc/rules.ts'
import type { StrengthProof } from '../../src/policies/authentication-strengths/rules.ts'
import { ingredients } from '../../src/policies/conditional-access/compiled.ts'
import { type AccessRules, compileRules, decide } from '../../src/policies/conditional-access/rules.ts'
import type { Organisation } from './organisation.ts'
import type { Person } from './people.ts'
import type { Stage } from './stage.ts'

/** One sign-in as policies look at it. */
export interface Attempt {
  readonly at: Instant
  readonly person: Person
  readonly origin: Origin
  readonly country: string
  readonly appId: string
  readonly proofs: readonly (Proof & Pick<StrengthProof, 'aaguid'>)[]
}

export type Judge = (attempt: Attempt) => Access

/** What the policies said to a sign-in: those that stood then. */
export async function judging(stage: Stage, organisation: Organisation): Promise<Judge> {
  const { policies, strengths, locations } = await ingredients(stage.w, stage.now)
  const since = (policy: (typeof policies)[number]) => policy.modifiedAt ?? policy.createdAt
  const steps = [...new Set(policies.map(since))].toSorted((one, other) => one - other)
  const periods = steps.map((from) => ({
    from,
    rules: compileRules(
      policies.filter((policy) => since(policy) <= from),
      strengths,
      { locations },
    ),
  }))
  const before = compileRules([], strengths, { locations })
  return (attempt) => judge(periods.findLast(({ from }) => from <= attempt.at)?.rules ?? before, organisation, attempt)
}

const none: ReadonlySet<string> = new Set()

function judge(rules: AccessRules, { groupsOf, rolesOf }: Organisation, attempt: Attempt): Access {
  const { person, origin, country, appId, proofs } = attempt
  const roles = rolesOf.get(person.user.id)
  const facts = {
    identity: {
      kind: 'user' as const,
      id: person.user.id,
      groups: groupsOf.get(person.user.id) ?? none,
      roles: roles ? new Set([...roles, 'All']) : none,
      guestType: null,
    },
    target: { applications: [appId], resources: [graphAppId] },
    clientAppType: 'browser' as const,
    platform: platformOf(origin.userAgent),
    ipAddress: origin.ipAddress,
    country,
    transferMethod: null,
  }
  return accessOf(decide(rules, facts, { proofs, passwordChanged: false }), proofs, proofs)
}
