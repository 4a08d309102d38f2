import { describe, expect, test } from 'vitest'
import { aUser } from '../kit/builders.ts'
import { FormBrowser } from '../kit/form-browser.ts'
import { aPassword } from '../kit/methods.ts'
import { openSite, type TestSite } from '../kit/site.ts'

const upn = 'ada@example.com'
const json = { 'content-type': 'application/json', accept: 'application/json' }

/** One wrong pass under the name; tells whether it was compared or had to wait. */
async function guess(
  site: TestSite,
  face: 'form' | 'script',
  headers: Readonly<Record<string, string>> = {},
  name = upn,
): Promise<'wrong' | 'wait'> {
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  await browser.submit('/signin/identify', { userPrincipalName: name })
  if (browser.hiddenFields('/signin/prove')['method'] !== 'temporaryAccessPass') {
    await browser.submit('/signin/choose', { method: 'temporaryAccessPass' })
  }
  const fields = browser.hiddenFields('/signin/prove')
  if (face === 'form') {
    await browser.post('/signin/prove', { ...fields, code: 'AAAAAAAA' }, headers)
    await browser.open('/signin')
    return browser.alert.includes('Wait') ? 'wait' : 'wrong'
  }
  const body = JSON.stringify({ version: Number(fields['version']), method: 'temporaryAccessPass', code: 'AAAAAAAA' })
  const answer = await browser.request(
    'POST',
    '/signin/prove',
    { ...json, 'sec-fetch-site': 'same-origin', ...headers },
    body,
  )
  return JSON.parse(answer.body).error.code
}

async function guesses(site: TestSite, count: number, headersOf: (index: number) => Readonly<Record<string, string>>) {
  const outcomes = []
  for (let index = 0; index < count; index++) {
    outcomes.push(await guess(site, index % 2 === 0 ? 'form' : 'script', headersOf(index)))
  }
  return outcomes
}

const fiveThenWait = [...Array(5).fill('wrong'), ...Array(3).fill('wait')]

describe('guesses are counted together', () => {
  test('whether a form or a script brings them, and whether the name is known or not', async () => {
    await using site = await openSite()
    await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
    expect(await guesses(site, 8, () => ({}))).toEqual(fiveThenWait)
    for (const face of ['form', 'script'] as const) {
      const outcomes = []
      for (let index = 0; index < 8; index++)
        outcomes.push(await guess(site, face, {}, `nobody-of-${face}@example.com`))
      expect(outcomes).toEqual(fiveThenWait)
    }
  })

  test('whether the password is guessed at sign-in or where it is changed', async () => {
    await using site = await openSite()
    const user = await aUser(site.kernel, { userPrincipalName: upn })
    await aPassword(site.kernel, user)
    const browser = new FormBrowser(site.server)
    await browser.signInWithPass(upn, await site.passFor(user))
    await browser.open('/security-info/password')
    const change = { currentPassword: 'not this one', newPassword: 'seven grey herons wade' }
    for (let tries = 0; tries < 5; tries++) await browser.submit('/security-info/password', change)
    expect(browser.alert).toContain('That is not your current password.')
    const other = new FormBrowser(site.server)
    await other.signInWithPassword(upn, 'not this one')
    expect(other.alert).toContain('Too many tries.')
  })
})

describe('a header that says where somebody comes from', () => {
  const claims: readonly (readonly [string, (index: number) => Readonly<Record<string, string>>])[] = [
    ['another address each time', (index) => ({ 'x-forwarded-for': `198.51.100.${index}` })],
    ['a list of addresses', (index) => ({ 'x-forwarded-for': `198.51.100.${index}, 10.0.0.${index}` })],
    ['no address', (index) => ({ 'x-forwarded-for': `,, ;${index}%00<script>` })],
    ['10,000 characters', (index) => ({ 'x-forwarded-for': `${'9.'.repeat(5000)}${index}` })],
    ['an IPv6 network each time', (index) => ({ 'x-forwarded-for': `2001:db8:${index}::1` })],
    ['the standard one', (index) => ({ forwarded: `for=198.51.100.${index}` })],
    ['those of clouds', (index) => ({ 'x-real-ip': `198.51.100.${index}`, 'cf-connecting-ip': `198.51.100.${index}` })],
  ]
  test.each(claims)('%s does not get more guesses, and skips no step', async (_name, headersOf) => {
    await using site = await openSite()
    await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
    expect(await guesses(site, 8, headersOf)).toEqual(fiveThenWait)
    const records = await site.kernel.store.read((r) => r.db.selectFrom('sign_ins').select('record').execute())
    expect(new Set(records.map(({ record }) => JSON.parse(record).ipAddress))).toEqual(new Set(['127.0.0.1']))
  })

  test.each([',,', 'unknown', '999.1.1.1', '%00', '198.51.100.7 198.51.100.8', '[::1', 'for=1'])(
    'from a trusted proxy, but %j, leaves the proxy’s own address, which is then limited',
    async (forwarded) => {
      await using site = await openSite({ trustedProxies: ['127.0.0.1'] })
      await site.passFor(await aUser(site.kernel, { userPrincipalName: upn }))
      expect(await guesses(site, 8, () => ({ 'x-forwarded-for': forwarded }))).toEqual(fiveThenWait)
    },
  )
})
