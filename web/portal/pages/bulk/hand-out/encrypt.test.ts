import { compactDecrypt, decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { encryptHandOut } from './encrypt.ts'

const payload = {
  organization: 'Example',
  createdDateTime: '2026-03-02T09:00:00.000Z',
  signInAddress: 'https://id.example.com/signin',
  passes: [],
}

test('a hand-out is a standard JWE that opens with its password and no other', async () => {
  const jwe = await encryptHandOut(payload, 'Gru\u0308ße an alle')
  const header = decodeProtectedHeader(jwe)
  expect(header).toMatchObject({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', cty: 'application/json' })
  expect(header['p2c']).toBeGreaterThanOrEqual(600_000)
  const options = { keyManagementAlgorithms: ['PBES2-HS512+A256KW'], maxPBES2Count: 1_000_000 }
  const opened = await compactDecrypt(jwe, new TextEncoder().encode('Gr\u00fcße an alle'), options)
  expect(JSON.parse(new TextDecoder().decode(opened.plaintext))).toEqual(payload)
  await expect(compactDecrypt(jwe, new TextEncoder().encode('Grüsse an alle'), options)).rejects.toThrow()
})
