import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { bitString, der, distinguishedName, extension, moment, object, sequence } from './der.ts'

const oid = {
  ecdsaWithSha256: '2a8648ce3d040302',
  country: '550406',
  organisation: '55040a',
  organisationalUnit: '55040b',
  commonName: '550403',
  basicConstraints: '551d13',
  /** id-fido-gen-ce-aaguid. */
  aaguid: '2b0601040182e51c010104',
}

/** A certificate that vouches for authenticators, and the key it vouches with. */
export interface Attester {
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[]
  readonly key: KeyObject
}

/** Somebody who makes authenticators: a root and what it issues. */
export interface AttestationAuthority {
  /** PEM. */
  readonly root: string
  /** A certificate for one model, through one between. */
  issue(aaguid: string, options?: IssueOptions): Attester
}

interface IssueOptions {
  /** When the authenticator's certificate runs out; far away unless told. */
  readonly validTo?: Date
  /** When the certificate between runs out; far away unless told. */
  readonly middleValidTo?: Date
  /** The certificate between is no authority. */
  readonly byLeaf?: boolean
}

interface Named {
  readonly name: Buffer
  readonly key: KeyObject
}

const algorithm = sequence(object(oid.ecdsaWithSha256))
const farAway = new Date('2049-12-31T00:00:00Z')
let serial = 1

const personName = (commonName: string) =>
  distinguishedName(
    [oid.country, 'SE'],
    [oid.organisation, 'Example Keys'],
    [oid.organisationalUnit, 'Authenticator Attestation'],
    [oid.commonName, commonName],
  )

function certificate(
  subject: Named & { readonly publicKey: KeyObject },
  issuer: Named,
  validTo: Date,
  extensions: readonly Buffer[],
): Buffer {
  const signed = sequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Uint8Array.of(1, serial++ & 0xff)),
    algorithm,
    issuer.name,
    sequence(moment(new Date('2020-01-01T00:00:00Z')), moment(validTo)),
    subject.name,
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  return sequence(signed, algorithm, bitString(sign('sha256', signed, issuer.key)))
}

const authority = extension(oid.basicConstraints, sequence(der(0x01, Uint8Array.of(0xff))))
const noAuthority = extension(oid.basicConstraints, sequence())

const named = (commonName: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { name: personName(commonName), key: privateKey, publicKey }
}

/** Makes a root of its own; another call makes another one. */
export function attestationAuthority(commonName = 'Example Keys Root'): AttestationAuthority {
  const root = named(commonName)
  const rootCertificate = certificate(root, root, farAway, [authority])
  return {
    root: new X509Certificate(rootCertificate).toString(),
    issue: (aaguid, { validTo = farAway, middleValidTo = farAway, byLeaf = false } = {}) => {
      const middle = named('Example Keys Issuing')
      const leaf = named('Example Key')
      const model = extension(oid.aaguid, der(0x04, Buffer.from(aaguid.replaceAll('-', ''), 'hex')))
      const middleCertificate = certificate(middle, root, middleValidTo, [byLeaf ? noAuthority : authority])
      const leafCertificate = certificate(leaf, middle, validTo, [noAuthority, model])
      return { chain: [leafCertificate, middleCertificate], key: leaf.key }
    },
  }
}
