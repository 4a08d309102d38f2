import { X509Certificate } from 'node:crypto'
import { SettingsService } from '@simplewebauthn/server'
import type { Instant } from '../../base/time.ts'
import type { TrustedAttestation } from '../../kernel/settings.ts'
import type { AttestationFacts } from './rules.ts'

/** A chain of certificates as an attestation statement carries it: DER, leaf first. */
export interface AttestationChain {
  readonly format: string
  readonly aaguid: string
  readonly certificates: readonly Uint8Array[]
}

/**
 * Says whether the certificates of an attestation lead to a root we know.
 *
 * Every link must be signed by the next, within its time, and every certificate but the leaf must be an authority.
 * Apple's chain must end at Apple's root. Where the operator names trusted authenticators, the AAGUID must be among
 * them and the chain end at one of its roots; where none are named, any chain that holds together will do.
 * Nothing is fetched: the addresses of revocation lists come from whoever made the certificate.
 *
 * Source: WebAuthn Level 3 §7.1 steps 22-24; ADR 0015.
 */
export function judgeChain(
  chain: AttestationChain,
  trusted: readonly TrustedAttestation[],
  now: Instant,
): AttestationFacts['attestation'] {
  if (chain.certificates.length === 0) return 'none'
  const certificates = parseAll(chain.certificates)
  if (!certificates || !holdsTogether(certificates, now)) return 'untrusted'
  const demanded = demandedRoots(chain, trusted)
  return demanded.every((roots) => endsAt(certificates, roots, now)) ? 'certified' : 'untrusted'
}

/** The sets of roots at each of which the chain has to end. */
function demandedRoots(
  { format, aaguid }: AttestationChain,
  trusted: readonly TrustedAttestation[],
): readonly (readonly string[])[] {
  const vendor = format === 'apple' ? [SettingsService.getRootCertificates({ identifier: 'apple' })] : []
  if (trusted.length === 0) return vendor
  const named = trusted.filter((statement) => statement.aaguid === aaguid)
  return [...vendor, named.flatMap((statement) => statement.roots)]
}

function parseAll(certificates: readonly Uint8Array[]): readonly X509Certificate[] | undefined {
  try {
    return certificates.map((certificate) => new X509Certificate(certificate))
  } catch {
    return undefined
  }
}

const isInTime = (certificate: X509Certificate, now: Instant): boolean =>
  certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime()

const isSignedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

const holdsTogether = (certificates: readonly X509Certificate[], now: Instant): boolean =>
  certificates.every((certificate, index) => {
    const issuer = certificates[index + 1]
    return isInTime(certificate, now) && (!issuer || isSignedBy(certificate, issuer))
  })

function endsAt(certificates: readonly X509Certificate[], roots: readonly string[], now: Instant): boolean {
  const last = certificates.at(-1)
  return roots.some((pem) => {
    const root = new X509Certificate(pem)
    if (!last || !isInTime(root, now)) return false
    return last.fingerprint256 === root.fingerprint256 || isSignedBy(last, root)
  })
}
