import { Refusal } from '../../base/refusal.ts'
import { findUser, groupNames } from '../../directory/service.ts'
import type { Read } from '../../kernel/store.ts'
import { findRoleDefinition } from '../../roles/rules.ts'
import { authenticationContexts } from '../authentication-contexts/service.ts'
import { strengths } from '../authentication-strengths/service.ts'
import { namedLocations } from '../named-locations/service.ts'
import { securityDefaults } from '../tenant/service.ts'
import {
  added,
  findTemplate,
  type PolicySettings,
  policyViolations,
  type ReferenceKind,
  referencesOf,
  rolesInTemplates,
} from './rules.ts'

/**
 * Refuses a policy that is not right in itself, or beside everything else in the tenant.
 *
 * `before` is what it was: something that is gone may stay in a list it was in, and cannot be added.
 * Refuses with `policyInvalid` or `securityDefaultsInForce`.
 */
export async function refuseUnsound(
  read: Read,
  before: PolicySettings | undefined,
  after: PolicySettings,
): Promise<void> {
  const broken = policyViolations(after)
  const [first] = broken
  if (first) {
    throw new Refusal('policyInvalid', broken.map(({ message }) => message).join(' '), { field: first.field })
  }
  if (after.templateId !== null && !findTemplate(after.templateId)) {
    throw new Refusal('policyInvalid', `There is no template '${after.templateId}'.`, { field: 'templateId' })
  }
  await refuseUnknown(read, before, after)
  if (after.state === 'enabled' && before?.state !== 'enabled' && (await securityDefaults(read)).isEnabled) {
    const message =
      'Security defaults are on, so no policy can be enabled. Switch them off first, or create the policy in report-only.'
    throw new Refusal('securityDefaultsInForce', message, { field: 'state' })
  }
}

const places: Readonly<Record<ReferenceKind, readonly [field: string, what: string]>> = {
  users: ['conditions/users', 'user'],
  groups: ['conditions/users', 'group'],
  roles: ['conditions/users', 'role'],
  locations: ['conditions/locations', 'named location'],
  strengths: ['grantControls/authenticationStrength', 'authentication strength'],
  contexts: ['conditions/applications', 'authentication context'],
}

const idsOf = (items: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(items.map(({ id }) => id))

/** Which of the ids stand for something. */
const known: Readonly<Record<ReferenceKind, (read: Read, ids: readonly string[]) => Promise<ReadonlySet<string>>>> = {
  users: async (read, ids) => {
    const found = new Set<string>()
    for (const id of ids) if (await findUser(read, id)) found.add(id)
    return found
  },
  groups: async (read, ids) => new Set((await groupNames(read, ids)).keys()),
  roles: async (_read, ids) => new Set(ids.filter((id) => findRoleDefinition(id) ?? rolesInTemplates.has(id))),
  locations: async (read) => idsOf(await namedLocations(read)),
  strengths: async (read) => idsOf(await strengths(read)),
  contexts: async (read) => idsOf(await authenticationContexts(read)),
}

async function refuseUnknown(read: Read, before: PolicySettings | undefined, after: PolicySettings): Promise<void> {
  const [former, latter] = [before && referencesOf(before), referencesOf(after)]
  for (const kind of Object.keys(places) as ReferenceKind[]) {
    const ids = added(kind, former, latter)
    if (ids.length === 0) continue
    const found = await known[kind](read, ids)
    const missing = ids.find((id) => !found.has(id))
    if (missing === undefined) continue
    const [field, what] = places[kind]
    throw new Refusal('policyInvalid', `There is no ${what} '${missing.slice(0, 100)}'.`, { field })
  }
}
