import { allApplications } from '../../../applications/service.ts'
import { findUser, groupNames } from '../../../directory/service.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { rolesById } from '../../../roles/service.ts'
import type { AuthenticationStrength } from '../../authentication-strengths/rules.ts'
import { namedLocations } from '../../named-locations/service.ts'
import type { NameOf } from '../rules/words.ts'
import { type AccessPolicy, referencesOf } from '../rules.ts'

/** What everything that the policies refer to is called. */
export const namesIn = (
  kernel: Kernel,
  policies: readonly AccessPolicy[],
  strengths: ReadonlyMap<string, AuthenticationStrength>,
): Promise<NameOf> =>
  kernel.store.read(async (read) => {
    const referred = policies.map(referencesOf)
    const ids = (kind: 'users' | 'groups' | 'roles') => [...new Set(referred.flatMap((one) => [...one[kind]]))]
    const users = new Map<string, string>()
    for (const id of ids('users')) users.set(id, (await findUser(read, id))?.userPrincipalName ?? id)
    const roles = await rolesById(read, ids('roles'))
    const displayed = (all: readonly { readonly id: string; readonly displayName: string }[]) =>
      new Map(all.map(({ id, displayName }) => [id, displayName]))
    const known = {
      user: users,
      group: await groupNames(read, ids('groups')),
      role: displayed([...roles.values()]),
      application: new Map((await allApplications(read)).map(({ appId, displayName }) => [appId, displayName])),
      location: displayed(await namedLocations(read)),
      strength: displayed([...strengths.values()]),
    } as const satisfies Record<Parameters<NameOf>[0], ReadonlyMap<string, string>>
    return (kind, id) => known[kind].get(id) ?? id
  })
