import { directoryAuditShapes } from '../../src/audit/rules/shapes.ts'
import { signInShapes } from '../../src/audit/rules/sign-in-shapes.ts'
import { listDirectoryAudits, listSignIns } from '../../src/audit/service.ts'
import type { ApplicationActor } from '../../src/base/actor.ts'
import { parseListQuery } from '../../src/base/odata/query.ts'
import type { Position } from '../../src/base/odata/shape.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import type { Ground } from './ground.ts'
import type { Question } from './questions.ts'

const reader: ApplicationActor = {
  kind: 'application',
  appId: '00000000-0000-4000-8000-0000000000a1',
  servicePrincipalId: '00000000-0000-4000-8000-0000000000a2',
  displayName: 'Bench',
  permissions: ['AuditLog.Read.All'],
  origin: { ipAddress: '127.0.0.1', userAgent: 'bench', correlationId: '00000000-0000-4000-8000-000000000001' },
}

export interface Wanted {
  readonly top: number
  readonly count?: boolean
  readonly after?: Position | undefined
}

/** Asks the product: the filter is read, the permission checked, the page selected. */
export function askProduct(kernel: Kernel, question: Question, pick: number, { top, count, after }: Wanted) {
  const isSignIns = question.log === 'signIns'
  const shape = (isSignIns ? signInShapes : directoryAuditShapes).beta
  const filter = question.filter(pick)
  const order = question.ascending ? [['$orderby', `${shape.order.property} asc`] as const] : []
  const options = new Map([
    ['$top', String(top)],
    ...order,
    ...(filter === undefined ? [] : [['$filter', filter] as const]),
    ...(count ? [['$count', 'true'] as const] : []),
  ])
  const query = parseListQuery(options, shape, after)
  return (isSignIns ? listSignIns : listDirectoryAudits)(kernel, reader, query)
}

/** Asks the database the same, by hand. */
export async function askGround(ground: Ground, question: Question, pick: number, { top, count, after }: Wanted) {
  const { sql, values } = question.where(pick)
  const isSignIns = question.log === 'signIns'
  const [table, time] = isSignIns ? ['sign_ins', 'created_at'] : ['directory_audits', 'activity_at']
  const order = question.ascending ? 'asc' : 'desc'
  const [behind, from] = after ? [` and ${time} < ?`, [after.value]] : ['', []]
  const page = `select id, ${time}, record from ${table} where ${sql}${behind} order by ${time} ${order}, id limit ${top + 1}`
  if (count) await ground.ask(`select count(*) from ${table} where ${sql}`, values)
  return ground.ask(page, [...values, ...from])
}
