import { Refusal } from '../../../base/refusal.ts'
import { findUser } from '../../../directory/service.ts'
import { oneNamed } from '../../../faces/cli/find-named.ts'
import { groupIdOf, type Opened } from '../../../faces/cli.ts'
import type { UsersCondition } from '../rules/policy.ts'
import type { AccessPolicy } from '../rules.ts'
import { type Found, listDeletedPolicies, listPolicies } from '../service.ts'

const unknownPolicy = { what: 'Conditional Access policy', notFound: 'accessPolicyNotFound' } as const

/** The policy that is meant: by id or display name. */
export async function policyNamed({ kernel, actor }: Opened, name: string): Promise<Found<AccessPolicy>> {
  const { policies, strengths } = await listPolicies(kernel, actor)
  return { policies: [oneNamed(policies, name, unknownPolicy)], strengths }
}

/** The id of the policy that is meant. */
export async function policyIdOf({ kernel, actor }: Opened, name: string): Promise<string> {
  return oneNamed((await listPolicies(kernel, actor)).policies, name, unknownPolicy).id
}

/** The id of the deleted policy that is meant. */
export async function deletedPolicyIdOf({ kernel, actor }: Opened, name: string): Promise<string> {
  const { policies } = await listDeletedPolicies(kernel, actor)
  return oneNamed(policies, name, { ...unknownPolicy, what: 'deleted Conditional Access policy' }).id
}

/** Users by principal name or id, and groups by id or display name, as the people whom policies leave out. */
export async function peopleNamed(
  opened: Opened,
  names: readonly string[],
): Promise<Pick<UsersCondition, 'excludeUsers' | 'excludeGroups'>> {
  const excludeUsers: string[] = []
  const excludeGroups: string[] = []
  for (const name of names) {
    const user = await opened.kernel.store.read((read) => findUser(read, name))
    if (user) excludeUsers.push(user.id)
    else excludeGroups.push(await groupNamed(opened, name))
  }
  return { excludeUsers, excludeGroups }
}

async function groupNamed(opened: Opened, name: string): Promise<string> {
  try {
    return await groupIdOf(opened, name)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'groupNotFound') throw error
    throw new Refusal('objectNotFound', `There is no user or group '${name}'.`)
  }
}
