import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { expect, test } from 'vitest'
import { requestOptions } from './request.ts'
import { relyingParty } from './rules.ts'

const site = relyingParty('https://id.example.com')
const challenge = Uint8Array.from({ length: 32 }, (_, index) => index * 7)
const asJson = (options: object): unknown => JSON.parse(JSON.stringify(options))

test.each([
  ['without credentials', undefined],
  ['with none', []],
  [
    'with two',
    [
      { id: 'AAEC_-8', transports: ['internal', 'hybrid'] },
      { id: 'BBBB', transports: [] },
    ],
  ],
] as const)('the options %s are those the library makes', async (_name, allow) => {
  const credentials = allow?.map(({ id, transports }) => ({ id, transports: [...transports] }))
  const theirs = await generateAuthenticationOptions({
    rpID: site.id,
    challenge,
    timeout: 5 * 60 * 1000,
    userVerification: 'required',
    ...(credentials ? { allowCredentials: credentials } : {}),
  })
  expect(asJson(requestOptions(site, challenge, allow))).toEqual(asJson(theirs))
})
