import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'

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

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const header = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Uint8Array.from([tag, ...header]), content])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const text = (tag: number, value: string) => der(tag, Buffer.from(value))
const object = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const moment = (at: Date) => text(0x18, `${at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`)
const extension = (id: string, value: Uint8Array) => sequence(object(id), der(0x04, value))

/** Makes a certificate for `localhost` and 127.0.0.1 that is good for two days around now (RFC 5280 §4.1). */
export function selfSignedCertificate(): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(object(oid.ecdsaWithSha256))
  const name = sequence(der(0x31, sequence(object(oid.commonName), text(0x0c, 'localhost'))))
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
  const whole = sequence(signed, algorithm, der(0x03, Uint8Array.of(0), signature))
  return {
    certificate: new X509Certificate(whole).toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
