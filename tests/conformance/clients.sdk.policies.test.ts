import { HttpMethod, type Parsable } from '@microsoft/kiota-abstractions'
import {
  type AuthenticationStrengthPolicy,
  type ConditionalAccessPolicy,
  createAuthenticationStrengthPolicyCollectionResponseFromDiscriminatorValue,
  createAuthenticationStrengthPolicyFromDiscriminatorValue,
  createConditionalAccessPolicyCollectionResponseFromDiscriminatorValue,
  createConditionalAccessPolicyFromDiscriminatorValue,
  createNamedLocationCollectionResponseFromDiscriminatorValue,
  createNamedLocationFromDiscriminatorValue,
  type IpNamedLocation,
  serializeAuthenticationStrengthPolicy,
  serializeConditionalAccessPolicy,
  serializeIpNamedLocation,
} from '@microsoft/msgraph-sdk/models/index.js'
import { beforeAll, expect, test } from 'vitest'
import { updateSecurityDefaults } from '../../src/policies/tenant/service.ts'
import { systemActor } from '../kit/builders.ts'
import { type Clients, openClients } from './clients.ts'
import { type Model, SdkRequests, sdkRefusal } from './sdk.ts'

const strengthModel: Model<AuthenticationStrengthPolicy> = {
  one: createAuthenticationStrengthPolicyFromDiscriminatorValue,
  list: createAuthenticationStrengthPolicyCollectionResponseFromDiscriminatorValue,
  write: serializeAuthenticationStrengthPolicy,
}

const locationModel: Model<IpNamedLocation> = {
  one: createNamedLocationFromDiscriminatorValue,
  list: createNamedLocationCollectionResponseFromDiscriminatorValue,
  write: serializeIpNamedLocation,
}

const policyModel: Model<ConditionalAccessPolicy> = {
  one: createConditionalAccessPolicyFromDiscriminatorValue,
  list: createConditionalAccessPolicyCollectionResponseFromDiscriminatorValue,
  write: serializeConditionalAccessPolicy,
}

const strengths = '/policies/authenticationStrengthPolicies'
const locations = '/identity/conditionalAccess/namedLocations'
const policies = '/identity/conditionalAccess/policies'

const network = { odataType: '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }

/** The SDK (preview 90) writes nothing of a type derived from a range but its name and what it has no property for. */
const office: IpNamedLocation = {
  odataType: '#microsoft.graph.ipNamedLocation',
  displayName: 'Office',
  isTrusted: true,
  ipRanges: [{ odataType: network.odataType, additionalData: { cidrAddress: network.cidrAddress } }],
}

let clients: Clients
let sdk: SdkRequests

beforeAll(async () => {
  clients = await openClients(['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All', 'Application.Read.All'])
  await updateSecurityDefaults(clients.kernel, systemActor(), { isEnabled: false })
  sdk = new SdkRequests(clients.sdk.adapter)
  return () => clients[Symbol.asyncDispose]()
})

/** Makes an object, finds it in its list, changes it, deletes it, and says how it was answered at first and when changed. */
async function livedThrough<Item extends Parsable & { readonly id?: string | null }>(
  path: string,
  model: Model<Item>,
  item: Item,
  change: Item,
) {
  const made = await sdk.post(path, item, model)
  const one = `${path}/${made?.id}`
  expect(await sdk.list(path, model)).toContainEqual(expect.objectContaining({ id: made?.id }))
  await sdk.send(HttpMethod.PATCH, one, change, model.write)
  const changed = await sdk.get<Item>(one, model.one)
  await sdk.delete(one)
  expect(await sdkRefusal(sdk.get(one, model.one))).toMatchObject({ responseStatusCode: 404 })
  return { made, changed }
}

test('a strength is made, listed, changed and deleted', async () => {
  const item: AuthenticationStrengthPolicy = {
    displayName: 'Bootstrap',
    allowedCombinations: ['fido2', 'temporaryAccessPassOneTime'],
  }
  const change: AuthenticationStrengthPolicy = { description: 'For the first day' }
  const { made, changed } = await livedThrough(strengths, strengthModel, item, change)
  expect(made).toMatchObject({ ...item, policyType: 'custom' })
  expect(made?.createdDateTime).toBeInstanceOf(Date)
  expect(changed).toMatchObject({ ...item, description: 'For the first day' })
})

test('a named location is made, listed by its kind, changed and deleted', async () => {
  const change = { odataType: office.odataType ?? null, isTrusted: false }
  const { made, changed } = await livedThrough(locations, locationModel, office, change)
  expect(made).toMatchObject({ ...office, ipRanges: [network] })
  expect(changed).toMatchObject({ ...office, ipRanges: [network], isTrusted: false })
})

test('a Conditional Access policy with a strength and a location is made, listed, changed and deleted', async () => {
  const location = await sdk.post(locations, office, locationModel)
  const strength = await sdk.post(strengths, { displayName: 'Own', allowedCombinations: ['fido2'] }, strengthModel)
  const policy: ConditionalAccessPolicy = {
    displayName: 'Keys outside the office',
    state: 'enabled',
    conditions: {
      clientAppTypes: ['all'],
      users: { includeUsers: ['All'] },
      applications: { includeApplications: ['All'] },
      locations: { includeLocations: ['All'], excludeLocations: [location?.id ?? ''] },
    },
    grantControls: { operator: 'OR', authenticationStrength: { id: strength?.id ?? '' } },
    sessionControls: {
      signInFrequency: { isEnabled: true, value: 4, type: 'hours', frequencyInterval: 'timeBased' },
    },
  }
  const { made, changed } = await livedThrough(policies, policyModel, policy, { state: 'disabled' })
  expect(made).toMatchObject({
    ...policy,
    grantControls: { authenticationStrength: { id: strength?.id, displayName: 'Own' } },
  })
  expect(changed).toMatchObject({ displayName: 'Keys outside the office', state: 'disabled' })
  expect(changed?.conditions?.locations).toMatchObject({ excludeLocations: [location?.id] })
})

test('what stands in a policy is not deleted, and the error says why', async () => {
  const { id } = (await sdk.post(locations, office, locationModel)) ?? {}
  const policy: ConditionalAccessPolicy = {
    displayName: 'Not in the office',
    state: 'disabled',
    conditions: {
      clientAppTypes: ['all'],
      users: { includeUsers: ['All'] },
      applications: { includeApplications: ['All'] },
      locations: { includeLocations: ['All'], excludeLocations: [id ?? ''] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  }
  const made = await sdk.post(policies, policy, policyModel)
  const refused = await sdkRefusal(sdk.delete(`${locations}/${id}`))
  expect(refused).toMatchObject({ responseStatusCode: 400, errorEscaped: { message: expect.any(String) } })
  await sdk.delete(`${policies}/${made?.id}`)
  await sdk.delete(`${locations}/${id}`)
})
