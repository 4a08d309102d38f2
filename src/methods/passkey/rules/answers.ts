/** What `navigator.credentials.get` brings back, as JSON (WebAuthn Level 3 §5.1, AuthenticationResponseJSON). */
export interface AssertionAnswer {
  readonly id: string
  readonly clientDataJSON: string
  readonly authenticatorData: string
  readonly signature: string
  readonly userHandle: string | undefined
}

/** What `navigator.credentials.create` brings back, as JSON (RegistrationResponseJSON). */
export interface AttestationAnswer {
  readonly id: string
  readonly clientDataJSON: string
  readonly attestationObject: string
  readonly transports: readonly string[]
  /** The client says that the credential is discoverable (`credProps.rk`). */
  readonly discoverable: boolean
}

/** A credential id has 1023 bytes at most (WebAuthn Level 3 §7.1 step 25). */
const longestId = 1364
const longestField = 20_000
const longestHandle = 86

const knownTransports: readonly string[] = ['ble', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']

/** Reads an answer given as an object or as its JSON text; undefined for anything of another shape. */
export function readAssertion(given: unknown): AssertionAnswer | undefined {
  const credential = readCredential(given)
  if (!credential) return undefined
  const { id, response } = credential
  const clientDataJSON = base64Url(response['clientDataJSON'])
  const authenticatorData = base64Url(response['authenticatorData'])
  const signature = base64Url(response['signature'])
  const userHandle = response['userHandle'] ?? ''
  if (!clientDataJSON || !authenticatorData || !signature) return undefined
  if (userHandle === '') return { id, clientDataJSON, authenticatorData, signature, userHandle: undefined }
  const handle = base64Url(userHandle, longestHandle)
  return handle === undefined ? undefined : { id, clientDataJSON, authenticatorData, signature, userHandle: handle }
}

/** Reads an answer given as an object or as its JSON text; undefined for anything of another shape. */
export function readAttestation(given: unknown): AttestationAnswer | undefined {
  const credential = readCredential(given)
  if (!credential) return undefined
  const { id, response, extensions } = credential
  const clientDataJSON = base64Url(response['clientDataJSON'])
  const attestationObject = base64Url(response['attestationObject'])
  if (!clientDataJSON || !attestationObject) return undefined
  const told = Array.isArray(response['transports']) ? response['transports'] : []
  const discoverable = object(extensions?.['credProps'])?.['rk'] === true
  const transports = knownTransports.filter((known) => told.includes(known))
  return { id, clientDataJSON, attestationObject, transports, discoverable }
}

type Fields = Readonly<Record<string, unknown>>

function readCredential(given: unknown) {
  const credential = object(typeof given === 'string' ? parsed(given) : given)
  const response = object(credential?.['response'])
  const id = base64Url(credential?.['id'], longestId)
  if (!credential || !response || !id || credential['type'] !== 'public-key') return undefined
  if (credential['rawId'] !== undefined && credential['rawId'] !== id) return undefined
  return { id, response, extensions: object(credential['clientExtensionResults']) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const object = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined

const base64Url = (value: unknown, longest = longestField): string | undefined =>
  typeof value === 'string' && value.length <= longest && /^[\w-]+$/.test(value) ? value : undefined
