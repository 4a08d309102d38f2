import {
  type AuthenticationResponseJSON,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import {
  type AttestationObject,
  convertAAGUIDToString,
  decodeAttestationObject,
  decodeClientDataJSON,
  isoBase64URL,
  isoCBOR,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers'
import { utf8 } from '../../base/bytes.ts'
import type { AttestationChain } from './certificates.ts'
import { type NamedCredential, named } from './request.ts'
import {
  type AssertionAnswer,
  type AttestationAnswer,
  type AttestationFacts,
  acceptedAlgorithms,
  type RelyingParty,
} from './rules.ts'

export interface RegistrationRequest {
  readonly relyingParty: RelyingParty
  /** What the authenticator shows of the site. */
  readonly tenantName: string
  readonly challenge: Uint8Array<ArrayBuffer>
  readonly user: { readonly id: string; readonly userPrincipalName: string; readonly displayName: string }
  readonly attestation: 'none' | 'direct'
  readonly exclude: readonly NamedCredential[]
  readonly timeoutMilliseconds: number
  readonly residentKey: 'preferred' | 'required'
}

/** Options for `navigator.credentials.create`, as JSON. */
export function registrationOptions(request: RegistrationRequest): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpID: request.relyingParty.id,
    rpName: request.tenantName,
    userID: Uint8Array.from(utf8(request.user.id)),
    userName: request.user.userPrincipalName,
    userDisplayName: request.user.displayName,
    challenge: request.challenge,
    timeout: request.timeoutMilliseconds,
    attestationType: request.attestation,
    excludeCredentials: named(request.exclude),
    authenticatorSelection: { residentKey: request.residentKey, userVerification: 'required' },
    supportedAlgorithmIDs: [...acceptedAlgorithms],
  })
}

type ClientAnswer = Pick<AssertionAnswer, 'clientDataJSON'>

/** The challenge that an answer says it answers; empty when it can't be read. */
export function challengeOf(answer: ClientAnswer): string {
  try {
    const { challenge } = decodeClientDataJSON(answer.clientDataJSON)
    return typeof challenge === 'string' ? challenge : ''
  } catch {
    return ''
  }
}

/** Whether the answer was given inside a frame of another site, where no page of ours ever is. */
const isFramed = (answer: ClientAnswer): boolean => decodeClientDataJSON(answer.clientDataJSON).crossOrigin === true

/** What an authenticator registered, its signature verified. */
export interface VerifiedRegistration {
  readonly id: string
  readonly publicKey: Uint8Array
  readonly signCount: number
  readonly aaguid: string
  readonly attestation: AttestationFacts['attestation']
  /** DER, leaf first. */
  readonly certificates: readonly Uint8Array[]
  readonly userVerified: boolean
  readonly backupEligible: boolean
  readonly backupState: boolean
  readonly discoverable: boolean
  readonly transports: readonly string[]
}

/** Formats whose verification asks nothing of the network; android-key would fetch from an address in the certificate. */
const attestedFormats: readonly string[] = ['none', 'packed', 'tpm', 'apple']

/** Judges certificates; absent where no attestation was asked for, and then the statement is not read. */
export type JudgeChain = (chain: AttestationChain) => AttestationFacts['attestation']

/** Verifies a registration; nothing comes back unless every check of WebAuthn Level 3 §7.1 holds. */
export async function verifyRegistration(
  relyingParty: RelyingParty,
  answer: AttestationAnswer,
  challenge: string,
  judge: JudgeChain | undefined,
): Promise<VerifiedRegistration | undefined> {
  try {
    if (isFramed(answer)) return undefined
    const statement = decodeAttestationObject(isoBase64URL.toBuffer(answer.attestationObject))
    const chain = judge ? chainOf(statement) : { format: 'none', aaguid: '', certificates: [] }
    const attestation = judge?.(chain) ?? 'none'
    const isHopeless = chain.format === 'apple' && attestation === 'untrusted'
    if (isHopeless || !attestedFormats.includes(chain.format)) return undefined
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: registrationResponse(answer, judge ? answer.attestationObject : bare(statement.get('authData'))),
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...acceptedAlgorithms],
    })
    if (!verified || registrationInfo.credential.id !== answer.id) return undefined
    return {
      id: registrationInfo.credential.id,
      publicKey: registrationInfo.credential.publicKey,
      signCount: registrationInfo.credential.counter,
      aaguid: registrationInfo.aaguid,
      attestation,
      certificates: chain.certificates,
      userVerified: registrationInfo.userVerified,
      backupEligible: registrationInfo.credentialDeviceType === 'multiDevice',
      backupState: registrationInfo.credentialBackedUp,
      discoverable: answer.discoverable,
      transports: answer.transports,
    }
  } catch {
    return undefined
  }
}

function chainOf(statement: AttestationObject): AttestationChain {
  const { aaguid } = parseAuthenticatorData(statement.get('authData'))
  return {
    format: statement.get('fmt'),
    aaguid: aaguid ? convertAAGUIDToString(aaguid) : '',
    certificates: statement.get('attStmt').get('x5c') ?? [],
  }
}

/** The attestation object without its statement. */
const bare = (authData: Uint8Array): string =>
  isoBase64URL.fromBuffer(
    isoCBOR.encode(
      new Map<string, string | Uint8Array | Map<string, never>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, never>()],
        ['authData', authData],
      ]),
    ),
  )

const registrationResponse = (
  { id, clientDataJSON }: AttestationAnswer,
  attestationObject: string,
): RegistrationResponseJSON => ({
  id,
  rawId: id,
  type: 'public-key',
  response: { clientDataJSON, attestationObject },
  clientExtensionResults: {},
})

/** What an authenticator told in an assertion whose signature is right. */
export interface VerifiedAssertion {
  readonly signCount: number
  readonly backupEligible: boolean
  readonly backupState: boolean
}

/**
 * A public key nobody's passkey has: the base point of P-256.
 *
 * For credentials not in the database the same verification is done with it, and its outcome thrown away.
 */
export const decoyPublicKey = isoCBOR.encode(
  new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from('6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296', 'hex')],
    [-3, Buffer.from('4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5', 'hex')],
  ]),
)

/**
 * Verifies an assertion; nothing comes back unless every check of WebAuthn Level 3 §7.2 holds.
 *
 * The signature counter is left to `rules.ts`, so that its regression is told from a wrong signature.
 */
export async function verifyAssertion(
  relyingParty: RelyingParty,
  answer: AssertionAnswer,
  challenge: string,
  publicKey: Uint8Array,
): Promise<VerifiedAssertion | undefined> {
  try {
    if (isFramed(answer)) return undefined
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: authenticationResponse(answer),
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: { id: answer.id, publicKey: Uint8Array.from(publicKey), counter: 0 },
    })
    if (!verified) return undefined
    return {
      signCount: authenticationInfo.newCounter,
      backupEligible: authenticationInfo.credentialDeviceType === 'multiDevice',
      backupState: authenticationInfo.credentialBackedUp,
    }
  } catch {
    return undefined
  }
}

const authenticationResponse = ({
  id,
  clientDataJSON,
  authenticatorData,
  signature,
}: AssertionAnswer): AuthenticationResponseJSON => ({
  id,
  rawId: id,
  type: 'public-key',
  response: { clientDataJSON, authenticatorData, signature },
  clientExtensionResults: {},
})
