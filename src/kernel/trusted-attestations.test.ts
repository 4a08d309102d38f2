import { X509Certificate } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { attestationAuthority } from '../../tests/kit/attestation-authority.ts'
import { readTrustedAttestations } from './trusted-attestations.ts'

const aaguid = 'ee882879-721c-4913-9775-3dfcce97072a'
const pem = attestationAuthority().root
const der = new X509Certificate(pem).raw.toString('base64')
const right = { aaguid, rootCertificates: [pem] }
const read = (content: unknown) => readTrustedAttestations(JSON.stringify(content))

describe('a file of trusted models', () => {
  it('names models with their roots, as PEM or as DER in base64', () => {
    const lines = der.replaceAll(/.{64}/g, '$&\n')
    const entry = { aaguid: aaguid.toUpperCase(), description: 'A key', rootCertificates: [pem, der, lines] }
    expect(read([right, entry])).toEqual({
      models: [
        { aaguid, roots: [pem] },
        { aaguid, roots: [pem, pem, pem] },
      ],
      problems: [],
    })
  })

  it('may hold statements of the FIDO Metadata Service, whose other fields are left alone', () => {
    const statement = { legalHeader: '…', aaguid, upv: [{ major: 1, minor: 0 }], attestationRootCertificates: [der] }
    expect(read([statement])).toEqual({ models: [{ aaguid, roots: [pem] }], problems: [] })
  })

  const list = 'allowed: a JSON list of at least one model, [{ "aaguid": "…", "rootCertificates": ["…"] }]'
  test.each([
    ['{', `it is not JSON; ${list}`],
    ['', `it is not JSON; ${list}`],
    ['{}', `it is not a list; ${list}`],
    ['[]', `the list is empty; ${list}`],
  ])('that holds %j is refused', (text, problem) => {
    expect(readTrustedAttestations(text)).toEqual({ models: [], problems: [problem] })
  })

  const guid = 'allowed: a GUID such as ee882879-721c-4913-9775-3dfcce97072a'
  const certificates = 'allowed: a list of at least one certificate, each as PEM or as DER in base64'
  const one = 'cannot be read; allowed: one certificate, as PEM or as DER in base64'
  const fields = 'allowed: aaguid, description, rootCertificates'
  test.each<[unknown, string]>([
    [7, `it is not an object; allowed: an object with aaguid, description, rootCertificates`],
    [{ rootCertificates: [pem] }, `aaguid is missing; ${guid}`],
    [{ ...right, aaguid: 'ee882879' }, `aaguid "ee882879" is not allowed; ${guid}`],
    [{ ...right, description: 7 }, 'description 7 is not allowed; allowed: a text'],
    [{ aaguid }, `rootCertificates is missing; ${certificates}`],
    [{ aaguid, rootCertificates: [] }, `rootCertificates [] is not allowed; ${certificates}`],
    [{ aaguid, rootCertificates: [pem, 'canary'] }, `certificate 2 of rootCertificates ${one}`],
    [{ aaguid, rootCertificates: [''] }, `certificate 1 of rootCertificates ${one}`],
    [{ aaguid, rootCertificates: [pem + pem] }, `certificate 1 of rootCertificates ${one}`],
    [{ aaguid, rootCertificates: [7] }, `certificate 1 of rootCertificates ${one}`],
    [{ aaguid, attestationRootCertificates: [] }, `attestationRootCertificates [] is not allowed; ${certificates}`],
    [{ aaguid, attestationRootCertificates: ['x'] }, `certificate 1 of attestationRootCertificates ${one}`],
    [
      { ...right, rootCertificats: [] },
      `there is no field "rootCertificats"; ${fields}; did you mean rootCertificates?`,
    ],
    [{ ...right, note: '' }, `there is no field "note"; ${fields}`],
  ])('is refused for the entry %j, with the entry and what is allowed', (entry, problem) => {
    const { models, problems } = read([right, entry])
    expect(problems).toEqual([`entry 2: ${problem}`])
    expect(models).toHaveLength(1)
  })

  it('tells all mistakes at once', () => {
    expect(read([{ aaguid: '', rootCertificates: ['x', 'y'] }, null]).problems).toHaveLength(4)
  })
})
