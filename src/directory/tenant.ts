import { modified } from '../audit/rules.ts'
import type { SystemActor } from '../base/actor.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { hasForbiddenCharacter } from '../base/text.ts'
import { type Instant, instant } from '../base/time.ts'
import { command } from '../kernel/command.ts'
import type { Kernel, Tenant } from '../kernel/kernel.ts'
import type { Read, Store } from '../kernel/store.ts'
import { findTenantRow, insertFirstTenant, renameTenant } from './store/tenant.ts'
import type { TenantRow } from './tables.ts'

/** The tenant, with its name as it is now and the time it was made. */
export interface TenantRecord extends Tenant {
  readonly displayName: string
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

const mostNameLength = 256

export interface RenameOrganization {
  /** Id of the tenant. */
  readonly organization: string
  readonly displayName: string
}

/**
 * Gives the tenant another name; every page shows it from the next request on.
 *
 * Refuses with `objectNotFound` or `nameInvalid`.
 */
export const renameOrganization = command({
  name: 'renameOrganization',
  operation: 'organization.update',
  activity: 'setCompanyInformation',
  target: async (read, { organization }: RenameOrganization) => {
    const { id, displayName } = await tenant(read)
    if (organization.toLowerCase() === id) return { resource: { type: 'Directory', id, displayName } }
    throw new Refusal('objectNotFound', `There is no organization '${organization.slice(0, 256)}'.`)
  },
  work: async (w, input): Promise<void> => {
    const displayName = input.displayName.normalize('NFC').trim()
    if (displayName === '' || displayName.length > mostNameLength || hasForbiddenCharacter(displayName)) {
      throw new Refusal(
        'nameInvalid',
        `The organization's name has 1 to ${mostNameLength} characters and no control characters.`,
        { field: 'displayName' },
      )
    }
    const before = await tenant(w)
    if (!(await renameTenant(w.db, displayName))) return w.unrecorded('it was called so already')
    const modifiedProperties = [modified('DisplayName', [before.displayName], [displayName])]
    w.audit({
      activity: 'setCompanyInformation',
      targets: [{ type: 'Directory', id: before.id, displayName, modifiedProperties }],
    })
  },
})

/** The domains users may be named in, the primary one first. */
export const domainsOf = (kernel: Kernel): readonly string[] => [kernel.tenant.domain]
