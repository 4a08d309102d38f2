import { modified } from '../audit/rules.ts'
import type { SystemActor } from '../base/actor.ts'
import { uuid } from '../base/random.ts'
import { type Instant, instant } from '../base/time.ts'
import type { Kernel, Tenant } from '../kernel/kernel.ts'
import type { Read, Store } from '../kernel/store.ts'
import { findTenantRow, insertFirstTenant } from './store/tenant.ts'
import type { TenantRow } from './tables.ts'

/** The tenant, with the time it was made. */
export interface TenantRecord extends Tenant {
  readonly createdAt: Instant
}

const recordFrom = (row: TenantRow): TenantRecord => ({
  id: row.id,
  displayName: row.display_name,
  domain: row.domain,
  createdAt: instant(row.created_at),
})

/** The tenant this database is for; `ensureTenant` has made it. */
export async function tenant(read: Read): Promise<TenantRecord> {
  const row = await findTenantRow(read.db)
  if (!row) throw new Error('The database holds no tenant; ensureTenant was not called')
  return recordFrom(row)
}

/**
 * Makes the tenant at the first start, and returns the one there is at every other.
 *
 * What is asked for counts only the first time; processes that start together agree on one tenant.
 */
export async function ensureTenant(
  store: Store,
  actor: SystemActor,
  asked: { readonly displayName: string; readonly domain: string },
): Promise<TenantRecord> {
  const known = await store.read((read) => findTenantRow(read.db))
  if (known) return recordFrom(known)
  return store.write(actor, async (w) => {
    const domain = asked.domain.normalize('NFC').toLowerCase()
    const row = {
      id: uuid(w.random),
      singleton: 1 as const,
      display_name: asked.displayName,
      domain,
      created_at: w.now,
    }
    if (await insertFirstTenant(w.db, row)) {
      w.audit({
        activity: 'setCompanyInformation',
        targets: [
          {
            type: 'Directory',
            id: row.id,
            displayName: row.display_name,
            modifiedProperties: [
              modified('DisplayName', null, [row.display_name]),
              modified('VerifiedDomain', null, [row.domain]),
            ],
          },
        ],
      })
    } else w.unrecorded('another process made the tenant')
    return tenant(w)
  })
}

/** The domains users may be named in, the primary one first. */
export const domainsOf = (kernel: Kernel): readonly string[] => [kernel.tenant.domain]
