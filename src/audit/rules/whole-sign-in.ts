import type { SignInRecord } from './sign-in-record.ts'

/** What Entra knows of a sign-in and this server does not, but for some countries: the same in every other record, and so kept in none. */
export const neverFilled = {
  riskDetail: 'none',
  riskLevelAggregated: 'none',
  riskLevelDuringSignIn: 'none',
  riskState: 'none',
  riskEventTypes: [],
  riskEventTypes_v2: [],
  location: {
    city: '',
    state: '',
    countryOrRegion: '',
    geoCoordinates: { altitude: null, latitude: null, longitude: null },
  },
  authenticationAppDeviceDetails: null,
  authenticationRequirementPolicies: [],
  authenticationProcessingDetails: [],
  authenticationProtocol: 'none',
  userType: null,
  crossTenantAccessType: 'none',
  mfaDetail: null,
  networkLocationDetails: [],
  tokenIssuerType: 'AzureAD',
  incomingTokenType: 'none',
  originalTransferMethod: 'none',
  uniqueTokenIdentifier: null,
} as const

/** What a record says of where somebody was; nothing where no country is known. */
export const locatedIn = (country: string | null) =>
  country === null ? {} : { location: { ...neverFilled.location, countryOrRegion: country } }

/**
 * The signIn object of Graph's beta, of a record as it is kept; what the record says itself stays.
 *
 * Source: facts/entra.md §10.3.
 */
export const wholeSignIn = (record: SignInRecord): SignInRecord => ({
  ...neverFilled,
  signInIdentifier: record['isInteractive'] === true ? record['userPrincipalName'] : null,
  signInIdentifierType: record['isInteractive'] === true ? 'userPrincipalName' : null,
  ...record,
})
