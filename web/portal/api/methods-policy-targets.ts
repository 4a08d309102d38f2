import { queryOptions } from '@tanstack/react-query'
import { graph } from './graph-client.ts'

/** Whom the settings of an authentication method name: ids of groups and users. */
export interface MethodTargets {
  /** Of the configuration: `Fido2`. */
  readonly id: string
  readonly included: readonly string[]
  readonly excluded: readonly string[]
}

interface Configuration {
  readonly id: string
  readonly includeTargets?: readonly { readonly id: string }[]
  readonly excludeTargets: readonly { readonly id: string }[]
}

/** Who may use which authentication method, as far as it is said of somebody in particular. */
export const methodTargets = queryOptions({
  queryKey: ['methodsPolicy', 'targets'],
  queryFn: async ({ signal }): Promise<readonly MethodTargets[]> => {
    const path = '/v1.0/policies/authenticationMethodsPolicy'
    const answer = await graph<{ authenticationMethodConfigurations: readonly Configuration[] }>(path, { signal })
    return answer.authenticationMethodConfigurations.map(({ id, includeTargets = [], excludeTargets }) => ({
      id,
      included: includeTargets.map((target) => target.id),
      excluded: excludeTargets.map((target) => target.id),
    }))
  },
})
