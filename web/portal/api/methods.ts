import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PassPreviewAnswer } from '../../../contract/api/pass-preview.ts'
import type {
  EmailResource,
  PasskeyResource,
  PasswordResource,
  PhoneResource,
  SoftwareOathResource,
} from '../../../contract/graph/authentication-methods.ts'
import type { CreatePassBody, PassResource } from '../../../contract/graph/temporary-access-pass.ts'
import { type CollectionPage, readAll } from './collection.ts'
import { GraphFailure, graph } from './graph-client.ts'

/** One authentication method of a user, of whatever kind. */
export type UserMethod =
  | PassResource
  | PasskeyResource
  | SoftwareOathResource
  | PasswordResource
  | PhoneResource
  | EmailResource

/** What a pass is asked for with. */
export type PassRequest = Pick<CreatePassBody, 'startDateTime' | 'lifetimeInMinutes' | 'isUsableOnce'>

const authentication = (userId: string): string => `users/${userId}/authentication`

const methodsKey = (userId: string) => ['users', userId, 'methods'] as const

/** The methods of a user; beta tells when each was last used. */
export const methodsOf = (userId: string) =>
  queryOptions({
    queryKey: methodsKey(userId),
    queryFn: ({ signal }) => readAll<UserMethod>(`/beta/${authentication(userId)}/methods`, signal),
  })

/** The collection of each type, as Graph's addresses name it. */
const collections: Readonly<Record<UserMethod['@odata.type'], string>> = {
  '#microsoft.graph.temporaryAccessPassAuthenticationMethod': 'temporaryAccessPassMethods',
  '#microsoft.graph.fido2AuthenticationMethod': 'fido2Methods',
  '#microsoft.graph.softwareOathAuthenticationMethod': 'softwareOathMethods',
  '#microsoft.graph.passwordAuthenticationMethod': 'passwordMethods',
  '#microsoft.graph.phoneAuthenticationMethod': 'phoneMethods',
  '#microsoft.graph.emailAuthenticationMethod': 'emailMethods',
}

const addressOf = (userId: string, type: UserMethod['@odata.type']): string =>
  `/v1.0/${authentication(userId)}/${collections[type]}`

/** Takes a method away; one that is gone already is no fault. */
export async function removeMethod(userId: string, method: UserMethod): Promise<void> {
  try {
    await graph(`${addressOf(userId, method['@odata.type'])}/${method.id}`, { method: 'DELETE' })
  } catch (error) {
    if (!(error instanceof GraphFailure && error.status === 404)) throw error
  }
}

export const addPhone = (
  userId: string,
  phone: Pick<PhoneResource, 'phoneNumber' | 'phoneType'>,
): Promise<PhoneResource> =>
  graph(addressOf(userId, '#microsoft.graph.phoneAuthenticationMethod'), { method: 'POST', body: phone })

export const addEmail = (userId: string, emailAddress: string): Promise<EmailResource> =>
  graph(addressOf(userId, '#microsoft.graph.emailAuthenticationMethod'), { method: 'POST', body: { emailAddress } })

/**
 * Issues a pass; the answer is the only one that tells its code.
 *
 * Call it outside of queries and mutations, whose caches would keep the code.
 */
export const issuePass = (userId: string, body: PassRequest): Promise<PassResource> =>
  graph(addressOf(userId, '#microsoft.graph.temporaryAccessPassAuthenticationMethod'), { method: 'POST', body })

/** What would come of a pass, before it is issued. */
export const passPreview = (userId: string, request: PassRequest) =>
  queryOptions({
    queryKey: [...methodsKey(userId), 'passPreview', request],
    queryFn: ({ signal }) =>
      graph<PassPreviewAnswer>(`/api/v1/users/${userId}/pass-preview`, { method: 'POST', body: request, signal }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })

interface Registration {
  readonly isMfaCapable: boolean
  readonly systemPreferredAuthenticationMethods: readonly string[]
}

/** How a user signs in where several ways are open, as the report of registrations has it; null where it has nothing. */
export const registrationOf = (userId: string) =>
  queryOptions({
    queryKey: [...methodsKey(userId), 'registration'],
    queryFn: ({ signal }) =>
      graph<Registration>(`/v1.0/reports/authenticationMethods/userRegistrationDetails/${userId}`, { signal }),
  })

interface Configuration {
  readonly id: string
  readonly state: 'enabled' | 'disabled'
}

/** The methods that the policy switches off for everybody. */
export const methodsSwitchedOff = queryOptions({
  queryKey: ['methodsPolicy', 'switchedOff'],
  queryFn: async ({ signal }): Promise<readonly string[]> => {
    const path = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations'
    const { value } = await graph<CollectionPage<Configuration>>(path, { signal })
    return value.filter(({ state }) => state === 'disabled').map(({ id }) => id)
  },
})
