import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import { bitString, der, distinguishedName, extension, moment, object, sequence, text } from './der.ts'

/** A certificate for this machine's own names that signed itself, and its key, in PEM. */
export interface TestCertificate {
  readonly certificate: string
  readonly key: string
}

const oid = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  subjectAltName: '551d11',
  basicConstraints: '551d13',
}

/** Makes a certificate for `localhost` and 127.0.0.1 that is good for two days around now (RFC 5280 §4.1). */
export function selfSignedCertificate(): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(object(oid.ecdsaWithSha256))
  const name = distinguishedName([oid.commonName, 'localhost'])
  const day = 24 * 3600 * 1000
  const validity = sequence(moment(new Date(Date.now() - day)), moment(new Date(Date.now() + day)))
  const names = sequence(text(0x82, 'localhost'), der(0x87, Uint8Array.of(127, 0, 0, 1)))
  const extensions = sequence(
    extension(oid.subjectAltName, names),
    extension(oid.basicConstraints, sequence(der(0x01, Uint8Array.of(0xff)))),
  )
  const signed = sequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Uint8Array.of(1), randomBytes(8)),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  const signature = sign('sha256', signed, privateKey)
  const whole = sequence(signed, algorithm, bitString(signature))
  return {
    certificate: new X509Certificate(whole).toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
