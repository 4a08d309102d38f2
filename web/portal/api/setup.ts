import { queryOptions } from '@tanstack/react-query'
import type { MethodConfiguration } from '../../../contract/graph/authentication-methods-policy.ts'
import { literal, readPage, withOptions } from './collection.ts'
import { graph } from './graph-client.ts'

/** The role whose holders can undo anything, the same in every tenant. */
export const globalAdministratorRoleId = '62e90394-69f5-4237-9190-012177145e10'

const passPolicy = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'

/** How far a new tenant is on its way. */
export interface SetupState {
  readonly hasOwnPasskey: boolean
  /** People, not groups, who hold the role for the whole tenant. */
  readonly globalAdministratorCount: number
  readonly passPolicy: PassPolicy
  readonly hasIssuedPass: boolean
}

type PassPolicy = Extract<MethodConfiguration, { readonly defaultLifetimeInMinutes: number }>

/** Whether whoever is signed in has a passkey. */
export const hasOwnPasskey = queryOptions({
  queryKey: ['setup', 'ownPasskey'],
  queryFn: async ({ signal }): Promise<boolean> =>
    (await readPage<{ id: string }>('/v1.0/me/authentication/fido2Methods', signal)).value.length > 0,
})

export const setupState = queryOptions({
  queryKey: ['setup'],
  queryFn: async ({ signal }): Promise<SetupState> => {
    const [passkeys, assignments, policy, passes] = await Promise.all([
      readPage<{ id: string }>('/v1.0/me/authentication/fido2Methods', signal),
      readPage<{ principalId: string; directoryScopeId: string }>(
        withOptions('/v1.0/roleManagement/directory/roleAssignments', {
          $filter: `roleDefinitionId eq ${literal(globalAdministratorRoleId)}`,
        }),
        signal,
      ),
      graph<PassPolicy>(passPolicy, { signal }),
      readPage<{ id: string }>(
        withOptions('/api/v1/temporaryAccessPasses', {
          $filter: "state in ('live', 'upcoming', 'expired', 'used')",
          $top: 1,
        }),
        signal,
      ),
    ])
    const holders = assignments.value.filter(({ directoryScopeId }) => directoryScopeId === '/')
    return {
      hasOwnPasskey: passkeys.value.length > 0,
      globalAdministratorCount: new Set(holders.map(({ principalId }) => principalId)).size,
      passPolicy: policy,
      hasIssuedPass: passes.value.length > 0,
    }
  },
})

/**
 * Makes a group of the people and lets the pass policy count for it.
 *
 * Whom the policy includes so far stays included, unless it was switched off: then the group alone is.
 */
export async function enablePassesFor(
  groupName: string,
  userIds: readonly string[],
  policy: PassPolicy,
): Promise<void> {
  const group = await graph<{ id: string }>('/v1.0/groups', {
    method: 'POST',
    body: {
      displayName: groupName,
      mailEnabled: false,
      mailNickname: `passes-${Date.now()}`,
      securityEnabled: true,
      'members@odata.bind': userIds.map((id) => `${location.origin}/v1.0/users/${id}`),
    },
  })
  const kept = policy.state === 'enabled' ? policy.includeTargets : []
  await graph(passPolicy, {
    method: 'PATCH',
    body: {
      '@odata.type': policy['@odata.type'],
      state: 'enabled',
      includeTargets: [...kept, { targetType: 'group', id: group.id, isRegistrationRequired: false }],
    },
  })
}
