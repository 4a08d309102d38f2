import type { Kernel } from '../../src/kernel/kernel.ts'
import { systemActor } from '../../src/main/compose.ts'
import { reviseAccess } from '../../src/policies/revision/service.ts'
import { updateSecurityDefaults } from '../../src/policies/tenant/service.ts'
import { manyPolicies, type Names } from './tenant.ts'

interface Filling {
  /** In how many groups each of the users is. */
  readonly groups: number
  /** Ids. */
  readonly users: readonly string[]
}

const guid = (kind: number, number: number): string =>
  `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`

const policyCount = 200

/**
 * Puts 200 policies into a tenant, two named locations, and the users into one group that is in all others.
 *
 * Rows go in by hand, because making them one by one is not what is measured.
 */
export async function fillTenant(kernel: Kernel, { groups, users }: Filling): Promise<void> {
  await updateSecurityDefaults(kernel, systemActor('Bench'), { isEnabled: false })
  const names: Names = {
    groups: Array.from({ length: Math.max(groups, 1) * 3 }, (_, number) => guid(1, number)),
    roles: Array.from({ length: 20 }, (_, number) => guid(2, number)),
    apps: [
      '4c617463-686b-4579-8000-000000000001',
      ...Array.from({ length: 19 }, (_, number) => `application ${number}`),
    ],
    users: [guid(3, 1)],
    locations: [guid(4, 1), guid(4, 2)],
  }
  await kernel.store.write(systemActor('Bench'), async (w) => {
    w.unrecorded('a tenant to measure in')
    await reviseAccess(w)
    for (const [number, id] of names.groups.slice(0, groups).entries()) {
      const displayName = `Group ${number}`
      await w.db
        .insertInto('groups')
        .values({
          id,
          display_name: displayName,
          display_name_key: displayName.toLowerCase(),
          description: null,
          mail_nickname: `group${number}`,
          is_assignable_to_role: 0,
          created_at: w.now,
          deleted_at: null,
        })
        .execute()
    }
    const [first, ...others] = names.groups.slice(0, groups)
    const memberships = [
      ...others.map((group) => ({ group_id: group, member_id: first ?? '', member_kind: 'group' as const })),
      ...(first ? users.map((user) => ({ group_id: first, member_id: user, member_kind: 'user' as const })) : []),
    ]
    for (const membership of memberships) {
      await w.db
        .insertInto('group_members')
        .values({ ...membership, added_at: w.now })
        .execute()
    }
    const range = (cidrAddress: string) => JSON.stringify([{ cidrAddress, version: 4 }])
    for (const [number, cidrAddress] of ['192.0.2.0/24', '198.51.100.0/24'].entries()) {
      await w.db
        .insertInto('named_locations')
        .values({
          id: names.locations[number] ?? '',
          settings: `{"kind":"ip","displayName":"Place ${number}","isTrusted":${number === 0},"ipRanges":${range(cidrAddress)}}`,
          created_at: w.now,
          modified_at: w.now,
        })
        .execute()
    }
    for (const { id, createdAt: _created, modifiedAt: _modified, ...settings } of manyPolicies(policyCount, names)) {
      const asked = groups > 0 ? settings : withoutGroups(settings)
      await w.db
        .insertInto('access_policies')
        .values({ id, settings: JSON.stringify(asked), created_at: w.now, modified_at: null, deleted_at: null })
        .execute()
    }
  })
}

type Settings = Omit<ReturnType<typeof manyPolicies>[number], 'id' | 'createdAt' | 'modifiedAt'>

/** The same policy for everybody. */
function withoutGroups(settings: Settings): Settings {
  const { users } = settings.conditions
  if (!users || users.includeGroups.length + users.excludeGroups.length === 0) return settings
  const everybody = { ...users, includeUsers: ['All'], includeGroups: [], excludeGroups: [] }
  return { ...settings, conditions: { ...settings.conditions, users: everybody } }
}
