import { inZone } from '../../../base/duration.ts'
import type { Answer, Opened, Row } from '../../../faces/cli.ts'
import { policyToGraph } from '../graph/to-graph.ts'
import { inWords } from '../rules/words.ts'
import { type AccessPolicy, findTemplate } from '../rules.ts'
import type { Found } from '../service.ts'
import { namesIn } from './names.ts'
import { stateWords } from './states.ts'

/** Several policies, a line each. */
export async function severalAnswer({ kernel }: Opened, { policies, strengths }: Found<AccessPolicy>): Promise<Answer> {
  const nameOf = await namesIn(kernel, policies, strengths)
  return {
    json: policies.map(policyToGraph(strengths)),
    table: policies.map((policy) => {
      const { who, what, grant } = inWords(policy, nameOf)
      return {
        policy: policy.displayName,
        state: stateWords[policy.state],
        who,
        what,
        ...thenRow(grant),
        id: policy.id,
      }
    }),
  }
}

/** One policy, in words. */
export async function policyAnswer({ kernel, terminal }: Opened, found: Found<AccessPolicy>): Promise<Answer> {
  const { policies, strengths } = found
  const [policy] = policies
  if (!policy) throw new Error('A policy was found, and is not there')
  const { who, what, where, when, grant, session } = inWords(policy, await namesIn(kernel, policies, strengths))
  const { displayName, id, state, templateId, createdAt, modifiedAt } = policy
  const table: Row = {
    policy: displayName,
    id,
    state: stateWords[state],
    who,
    what,
    where,
    ...(when !== null && { when }),
    ...thenRow(grant),
    ...(session !== null && { session }),
    ...(templateId !== null && { template: findTemplate(templateId)?.name ?? templateId }),
    created: inZone(createdAt, terminal.zone),
    changed: modifiedAt === null ? null : inZone(modifiedAt, terminal.zone),
  }
  return { json: policyToGraph(strengths)(policy), table, ...noteOf(policy) }
}

/** Of another name in code, where an object with that property could be taken for a promise. */
const thenRow = (grant: string): Row => Object.fromEntries([['then', grant]])

/** Nobody is to wait for a report that never comes (facts/entra.md §7.3). */
function noteOf({ state, conditions }: AccessPolicy): Pick<Answer, 'note'> {
  const isOnAction = conditions.applications.includeUserActions.length > 0
  if (state !== 'enabledForReportingButNotEnforced' || !isOnAction) return {}
  return { note: 'A policy on a user action is not evaluated in report-only; try it with access-policy what-if.' }
}
