import type { Secret } from '../base/secret.ts'

/** A model of authenticator whose attestation is trusted. */
export interface TrustedAttestation {
  /** Authenticator Attestation GUID, lower case. */
  readonly aaguid: string
  /** PEM certificates, at one of which the attestation's chain must end. */
  readonly roots: readonly string[]
}

/** What the operator decided, read once at start by `config.ts`. */
export interface Settings {
  readonly host: string
  readonly port: number
  /** Where browsers and scripts find the server; links and origins come from here, never from a request. */
  readonly publicUrl: string
  readonly managementHost: string
  readonly managementPort: number
  readonly dataDir: string
  /** `postgres://…`, or the path of the SQLite file. */
  readonly databaseAddress: Secret
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined
  /** Addresses and CIDR ranges whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** The tenant's primary domain. */
  readonly domain: string
  readonly tenantName: string
  /** 32 bytes that wrap every key at rest; absent: kept in a file of the data folder. */
  readonly masterKey: Secret<Uint8Array> | undefined
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Whether a usable pass is asked for by itself, or only when the person says so. */
  readonly passPrompt: 'automatic' | 'onRequest'
  /** argon2id memory for pass codes, in KiB. */
  readonly passHashMemoryKib: number
  readonly sessionLifetimeMinutes: number
  readonly sessionIdleMinutes: number
  /** How many requests one caller of Graph may make in a minute, in each process; 0 is no limit. */
  readonly graphRequestsPerMinute: number
  /** The same for changes by one operation. */
  readonly graphChangesPerMinute: number
  /** Where mail goes out, `smtp://` or `smtps://`; absent: no mail is sent. */
  readonly smtpUrl?: Secret | undefined
  /** The sender of mail: an address, or `Name <address>`. */
  readonly mailFrom?: string | undefined
  /** Where attestation is enforced, the models accepted, as `trusted-attestations.ts` reads them; absent or empty: any that a certificate vouches for. */
  readonly trustedAttestations?: readonly TrustedAttestation[]
  /** The path of a file that tells the countries of addresses, in MaxMind's format; absent: no country is known. */
  readonly countryDatabaseFile?: string | undefined
}
