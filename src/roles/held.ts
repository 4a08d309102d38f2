import { tenantScope } from '../base/actor.ts'
import type { Read } from '../kernel/store.ts'
import { rolesById } from './lookup.ts'
import type { RoleDefinition } from './rules.ts'
import { assignmentsOf } from './store/assignments.ts'

/** The roles that some of these users and groups were given for the whole tenant, each once, by id. */
export async function rolesGivenTo(read: Read, principalIds: readonly string[]): Promise<readonly RoleDefinition[]> {
  const assignments = await assignmentsOf(read.db, principalIds)
  const ids = assignments.filter((row) => row.directory_scope_id === tenantScope).map((row) => row.role_definition_id)
  return [...(await rolesById(read, [...new Set(ids)])).values()]
}
