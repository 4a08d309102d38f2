import { describe, expect, test } from 'vitest'
import { aUser } from '../../../tests/kit/builders.ts'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import { SignInClient } from '../../../tests/kit/sign-in-client.ts'
import { openSite, type TestSite } from '../../../tests/kit/site.ts'

const upn = 'ada@example.com'

/** A browser of forms where the pass is asked for, and a script at the same place. */
async function atPass(site: TestSite) {
  const user = await aUser(site.kernel, { userPrincipalName: upn })
  const code = await site.passFor(user, { isUsableOnce: false })
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  await browser.submit('/signin/identify', { userPrincipalName: upn })
  const script = new SignInClient(site.origin)
  const asked = await script.identify(upn, (await script.begin()).version)
  return { code, browser, script, version: asked.version }
}

const wide = (text: string) =>
  Array.from(text, (symbol) => String.fromCodePoint(symbol.charCodeAt(0) + 0xfee0)).join('')

const spellings: readonly (readonly [string, (code: string) => string])[] = [
  ['small letters', (code) => code.toLowerCase()],
  ['the hyphens shown with it', (code) => `${code.slice(0, 4)}-${code.slice(4)}`],
  [
    'typographic hyphens and spaces',
    (code) => ` ${code.slice(0, 2)} – ${code.slice(2, 5)}\u00a0—\u2009${code.slice(5)} `,
  ],
  ['wide letters of a Japanese keyboard', wide],
  ['look-alikes', (code) => code.replaceAll('0', 'o').replaceAll('1', 'l')],
  ['marks of a right-to-left text and of no width', (code) => `\u200f${code.slice(0, 3)}\u200b${code.slice(3)}\u2069`],
  ['a line break copied along', (code) => `${code}\r\n`],
]

describe('a pass typed or pasted', () => {
  test.each(spellings)('with %s is read as what it means, from a form and from a script', async (_name, spell) => {
    await using site = await openSite()
    const { code, browser, script, version } = await atPass(site)
    await browser.submit('/signin/prove', { code: spell(code) })
    expect(browser.title).toBe('Security info – Example')
    const done = await script.prove({ version, method: 'temporaryAccessPass', code: spell(code) })
    expect(done).toMatchObject({ step: 'done' })
  })

  test.each([
    ['10,000 characters', 'A'.repeat(10_000)],
    ['the code 1,000 times', 'ABCDEFGH'.repeat(1000)],
    ['letters of another script that look alike', 'АВСЕНКМО'],
    ['emoji', '🔑'.repeat(8)],
    ['a thousand combining marks', `ABCDEFGH${'\u0301'.repeat(1000)}`],
    ['one ligature that becomes many letters', '\ufdfa'.repeat(200)],
    ['nothing but marks of no width', '\u200b\u200d\u2060'],
    ['a pattern', '.*'],
    ['a statement', "' or '1'='1"],
    ['an object in text', '{"$ne":null}'],
  ])('that is %s is a wrong pass, counted like any other, and no fault', async (_name, code) => {
    await using site = await openSite()
    const { browser, script, version } = await atPass(site)
    await browser.submit('/signin/prove', { code })
    expect(browser.page.status).toBe(200)
    expect(browser.alert).toContain('That Temporary Access Pass did not work.')
    const step = await script.prove({ version, method: 'temporaryAccessPass', code })
    expect(step).toMatchObject({ step: 'prove', error: { code: 'wrong' } })
    const counted = await site.kernel.store.read((r) => r.db.selectFrom('throttles').select('failures').execute())
    expect(Math.max(...counted.map(({ failures }) => failures))).toBe(2)
    const attempts = await site.kernel.store.read((r) => r.db.selectFrom('sign_ins').select('record').execute())
    for (const { record } of attempts) expect(record.length).toBeLessThan(3000)
  })

  test.each([
    ['U+0000', 'ABCD\u0000EFGH'],
    ['half a surrogate pair', 'ABCD\ud83dEFGH'],
  ])('with %s is refused before it is a try', async (_name, code) => {
    await using site = await openSite()
    const { script, version } = await atPass(site)
    const answer = await script.request('POST', '/signin/prove', { version, method: 'temporaryAccessPass', code })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'malformedRequest' } })
    const counted = await site.kernel.store.read((r) => r.db.selectFrom('throttles').select('failures').execute())
    expect(counted).toEqual([])
  })

  test('that is longer than a request may be is refused without being read', async () => {
    await using site = await openSite()
    const { script, version } = await atPass(site)
    const code = 'A'.repeat(70_000)
    const answer = await script.request('POST', '/signin/prove', { version, method: 'temporaryAccessPass', code })
    expect(answer.status).toBe(413)
  })
})

test.each([
  ['300 characters', `${'a'.repeat(300)}@example.com`],
  ['other scripts', 'аdа@example.com'],
  ['marks of no width', 'a\u200bda@example.com'],
  ['a right-to-left mark', '\u202eada@example.com'],
])('a user name of %s is a name nobody has, and nothing else', async (_name, userPrincipalName) => {
  await using site = await openSite()
  const { code } = await atPass(site)
  const script = new SignInClient(site.origin)
  const step = await script.signInWithPass(userPrincipalName, code)
  expect(step).toMatchObject({ step: 'prove', error: { code: 'wrong' } })
  expect(script.session).toBeUndefined()
})
