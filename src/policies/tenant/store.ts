import type { Kysely } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'
import { defaultTenantPolicies, type TenantPolicy, type TenantPolicyId } from './rules.ts'

/** The policy as it stands: what was changed, over the defaults. */
export async function findTenantPolicy<Id extends TenantPolicyId>(
  db: Kysely<Schema>,
  id: Id,
): Promise<TenantPolicy<Id>> {
  const row = await db.selectFrom('tenant_policies').select('settings').where('id', '=', id).executeTakeFirst()
  const changes = row ? (JSON.parse(row.settings) as Partial<TenantPolicy<Id>>) : {}
  return { ...defaultTenantPolicies[id], ...changes }
}

export async function putTenantPolicy<Id extends TenantPolicyId>(
  db: Kysely<Schema>,
  id: Id,
  policy: TenantPolicy<Id>,
): Promise<void> {
  const settings = JSON.stringify(policy)
  await db
    .insertInto('tenant_policies')
    .values({ id, settings })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ settings }))
    .execute()
}
