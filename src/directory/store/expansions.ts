import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'
import type { Member } from '../rules.ts'

/** A link from one user or group to another. */
export interface DirectedLink {
  readonly from: string
  readonly to: string
  readonly kind: Member['kind']
}

/** Where links stand, and which of their ends is which. */
interface LinkTable {
  readonly table: 'group_members' | 'group_owners' | 'users'
  readonly from: string
  readonly to: string
  /** What stands at the other end; null where a column says. */
  readonly kind: Member['kind'] | null
}

const tables = {
  members: { table: 'group_members', from: 'group_id', to: 'member_id', kind: null },
  memberOf: { table: 'group_members', from: 'member_id', to: 'group_id', kind: 'group' },
  owners: { table: 'group_owners', from: 'group_id', to: 'owner_id', kind: 'user' },
  manager: { table: 'users', from: 'id', to: 'manager_id', kind: 'user' },
  directReports: { table: 'users', from: 'manager_id', to: 'id', kind: 'user' },
} as const satisfies Record<string, LinkTable>

export type LinkName = keyof typeof tables

/** Behind every id. */
const lastId = 'g'

/**
 * What each of many users or groups is linked to: of each at most `most`, lowest id first, in one statement.
 *
 * The last id wanted is looked up for each first, so that of a large group no more members are read than that.
 */
export async function listLinksFrom(
  db: Kysely<Schema>,
  name: LinkName,
  ids: readonly string[],
  most: number,
): Promise<readonly DirectedLink[]> {
  if (ids.length === 0) return []
  const { table, from, to, kind }: LinkTable = tables[name]
  const [far, near] = [sql.ref(`link.${to}`), sql.ref(`link.${from}`)]
  const { rows } = await sql<DirectedLink>`
    with wanted(id) as (values ${sql.join(ids.map((id) => sql`(cast(${id} as text))`))}),
    bounded(id, final) as (
      select wanted.id, coalesce((
        select ${far} from ${sql.table(table)} as link where ${near} = wanted.id and ${far} is not null
        order by ${far} limit 1 offset ${most - 1}
      ), ${lastId}) from wanted
    )
    select bounded.id as ${sql.ref('from')}, ${far} as ${sql.ref('to')},
      ${kind === null ? sql.ref('link.member_kind') : sql`cast(${kind} as text)`} as kind
    from bounded join ${sql.table(table)} as link on ${near} = bounded.id and ${far} <= bounded.final
    order by ${far}
  `.execute(db)
  return rows
}
