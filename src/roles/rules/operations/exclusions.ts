import type { Operation } from './operation.ts'

const read = ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess']
const write = ['Policy.ReadWrite.ConditionalAccess']

const policies = 'microsoft.directory/conditionalAccessPolicies'

/**
 * Who is excluded from policies, and until when.
 *
 * It shows people of the whole tenant, so a role that counts in one administrative unit grants none of it.
 *
 * Source: facts/entra.md §8.2, §9, as for the policies that the exclusions stand in.
 */
export const exclusionsOperations = {
  'exclusions.read': {
    description: 'See who is excluded from which policy',
    application: read,
    delegated: read,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'exclusions.update': {
    description: 'Set when an exclusion from a policy ends',
    application: write,
    delegated: write,
    action: `${policies}/basic/update`,
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
