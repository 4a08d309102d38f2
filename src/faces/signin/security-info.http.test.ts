import { Secret as OathSecret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { aUser, holding, systemActor } from '../../../tests/kit/builders.ts'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import { openSite, type TestSite } from '../../../tests/kit/site.ts'
import type { User } from '../../directory/rules.ts'
import { preparePassword, setPassword } from '../../methods/password/service.ts'
import { revokePass } from '../../methods/temporary-access-pass/service.ts'
import { roleIds } from '../../roles/rules.ts'

const upn = 'ada@example.com'
const password = 'seven grey herons wade'
const begin = '/security-info/authenticator-apps/begin'
const confirm = '/security-info/authenticator-apps/confirm'

const ada = (site: TestSite) => aUser(site.kernel, { userPrincipalName: upn })

async function givePassword({ kernel }: TestSite, user: User): Promise<void> {
  const prepared = await preparePassword(kernel, user, password)
  await kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('set up by a test')
    await setPassword(w, user.id, prepared, { mustChange: false })
  })
}

/** Somebody signed in with a multi-use pass. */
async function signedIn(site: TestSite) {
  const user = await ada(site)
  const code = await site.passFor(user, { isUsableOnce: false })
  const browser = new FormBrowser(site.server)
  await browser.signInWithPass(upn, code)
  return { user, code, browser }
}

const keyShown = (browser: FormBrowser): string =>
  (/<code id="key">([^<]*)</.exec(browser.page.body)?.[1] ?? '').replaceAll(' ', '')

const codeFor = (site: TestSite, key: string): string =>
  new TOTP({ secret: OathSecret.fromBase32(key) }).generate({ timestamp: site.kernel.clock.now() })

async function addApp(site: TestSite, browser: FormBrowser): Promise<string> {
  await browser.open('/security-info')
  await browser.submit(begin)
  const key = keyShown(browser)
  await browser.submit(confirm, { code: codeFor(site, key) })
  return key
}

test('somebody who is not signed in signs in first and comes back', async () => {
  await using site = await openSite()
  const code = await site.passFor(await ada(site))
  const browser = new FormBrowser(site.server)
  await browser.open('/security-info/passkeys/new')
  await browser.submit('/signin/identify', { userPrincipalName: upn })
  await browser.submit('/signin/prove', { code })
  expect(browser.title).toBe('Add a passkey – Example')
  expect((await browser.request('GET', '/mysecurityinfo')).headers['location']).toBe('/security-info')
})

test('whoever holds a role is shown the way to the admin center, and comes there from the front door', async () => {
  await using site = await openSite()
  const user = await ada(site)
  const browser = new FormBrowser(site.server)
  await browser.signInWithPass(upn, await site.passFor(user, { isUsableOnce: false }))
  expect((await browser.open('/security-info')).body).not.toContain('href="/admin"')
  expect((await browser.request('GET', '/')).headers['location']).toBe('/security-info')
  await holding(site.kernel, user, roleIds.globalReader)
  expect((await browser.open('/security-info')).body).toContain(
    '<a class="button quiet" href="/admin">Admin center</a>',
  )
  expect((await browser.request('GET', '/')).headers['location']).toBe('/admin')
})

test('a one-time pass opens ten minutes to add something, and the page tells them', async () => {
  await using site = await openSite()
  const code = await site.passFor(await ada(site))
  const browser = new FormBrowser(site.server)
  await browser.signInWithPass(upn, code)
  const end = site.kernel.clock.now() + 600_000
  expect(browser.page.body).toContain('Your pass is all you have')
  expect(browser.page.body).toContain(`data-countdown="${end}" data-now="${site.kernel.clock.now()}"`)
  site.kernel.clock.advanceSeconds(599)
  expect((await browser.open('/security-info')).body).toContain('Your pass is all you have')
  site.kernel.clock.advanceSeconds(1)
  await browser.open('/security-info')
  expect(browser.title).toBe('Sign in – Example')
})

describe('an authenticator app', () => {
  test('is added with its first code; a wrong one leaves the key as it was', async () => {
    await using site = await openSite()
    const { browser } = await signedIn(site)
    await browser.submit(begin)
    const key = keyShown(browser)
    await browser.submit(confirm, { code: '000000' })
    expect(browser.title).toBe('Error: Add an authenticator app – Example')
    expect(browser.page.status).toBe(400)
    expect(keyShown(browser)).toBe(key)
    await browser.submit(confirm, { code: '' })
    expect(browser.alert).toContain('Enter the code from your app.')
    await browser.submit(confirm, { code: codeFor(site, key).replace(/^(...)/, '$1 ') })
    expect(browser.page.body).toContain('Added. You can sign in with it from now on.')
    expect(browser.page.body).not.toContain(key)
  })

  test('is not added in a session that ended meanwhile, and not with another session’s key', async () => {
    await using site = await openSite()
    const { user, code, browser } = await signedIn(site)
    await browser.submit(begin)
    const key = keyShown(browser)
    const other = new FormBrowser(site.server)
    await other.signInWithPass(upn, code)
    const keys = other.hiddenFields(begin)
    await other.post(confirm, { ...keys, code: codeFor(site, key) })
    const methods = await site.kernel.store.read((r) => r.db.selectFrom('oath_tokens').select('id').execute())
    expect(methods).toEqual([])
    const pass = await site.kernel.store.read((r) =>
      r.db.selectFrom('temporary_access_passes').select('id').executeTakeFirstOrThrow(),
    )
    await revokePass(site.kernel, systemActor(), { user: user.id, passId: pass.id })
    await browser.submit(confirm, { code: codeFor(site, key) })
    expect(browser.title).toBe('Sign in – Example')
  })
})

test('methods are renamed and removed after asking, and never somebody else’s', async () => {
  await using site = await openSite()
  const { browser } = await signedIn(site)
  await addApp(site, browser)
  const [link = ''] = /\/security-info\/rename\?[^"]*/.exec(browser.page.body) ?? []
  const { id = '' } = Object.fromEntries(new URLSearchParams(link.replaceAll('&amp;', '&').split('?')[1]))
  await browser.open(link.replaceAll('&amp;', '&'))
  await browser.submit('/security-info/rename', { displayName: ' ' })
  expect(browser.alert).toContain('Enter a name.')
  await browser.submit('/security-info/rename', { displayName: 'Phone <b>' })
  expect(browser.page.body).toContain('<h3>Phone &lt;b&gt;</h3>')
  await browser.open(`/security-info/remove?kind=softwareOath&id=${id}`)
  expect(browser.title).toBe('Remove “Phone <b>”? – Example')
  expect(browser.page.body).toContain('It’s your last one.')

  const eve = await aUser(site.kernel, { userPrincipalName: 'eve@example.com' })
  const stranger = new FormBrowser(site.server)
  await stranger.signInWithPass(eve.userPrincipalName, await site.passFor(eve))
  const stolen = { ...stranger.hiddenFields('/signout'), kind: 'softwareOath', id }
  expect((await stranger.post('/security-info/remove', stolen)).status).toBe(404)
  expect((await stranger.post('/security-info/rename', { ...stolen, displayName: 'Mine' })).status).toBe(404)

  await browser.submit('/security-info/remove')
  expect(browser.page.body).toContain('Removed. It doesn’t work any more.')
  expect(browser.page.body).not.toContain('Phone')
})

test('a password is not passed over where it is told what somebody has', async () => {
  await using site = await openSite()
  const user = await ada(site)
  await givePassword(site, user)
  const browser = new FormBrowser(site.server)
  await browser.signInWithPass(upn, await site.passFor(user, { isUsableOnce: false }))
  expect(browser.page.body).toContain('You have only a pass and a password')
  expect(browser.page.body).not.toContain('Your pass is all you have')
  await addApp(site, browser)
  const [link = ''] = /\/security-info\/remove\?kind=softwareOath[^"]*/.exec(browser.page.body) ?? []
  await browser.open(link.replaceAll('&amp;', '&'))
  expect(browser.page.body).toContain('Only your password is left then.')
  expect(browser.page.body).not.toContain('It’s your last one')
})

test('deleting the own pass ends the sign-ins it opened, and its code is worth nothing', async () => {
  await using site = await openSite()
  const { code, browser } = await signedIn(site)
  await browser.submit('/security-info/remove')
  expect(browser.title).toBe('Sign in – Example')
  const again = new FormBrowser(site.server)
  await again.open('/signin')
  await again.submit('/signin/identify', { userPrincipalName: upn })
  await again.submit('/signin/choose', { method: 'temporaryAccessPass' })
  await again.submit('/signin/prove', { code })
  expect(again.cookies.has('latchkey-session')).toBe(false)
})

describe('who signed in with a password alone', () => {
  test('sees the methods, is told what to do, and changes nothing', async () => {
    await using site = await openSite()
    await givePassword(site, await ada(site))
    const browser = new FormBrowser(site.server)
    await browser.signInWithPassword(upn, password)
    expect(browser.page.body).toContain('You can look, but not change anything yet')
    expect(browser.page.body).toContain('Ask your service desk for a Temporary Access Pass')
    const { csrf = '' } = browser.hiddenFields('/signout')
    const attempts: readonly (readonly [string, Record<string, string>])[] = [
      [begin, {}],
      [confirm, { code: '123456' }],
      ['/security-info/rename', { kind: 'softwareOath', id: 'x', displayName: 'y' }],
      ['/security-info/remove', { kind: 'softwareOath', id: 'x' }],
      ['/security-info/password', { currentPassword: password, newPassword: 'another long password' }],
    ]
    for (const [path, fields] of attempts) {
      const answer = await browser.post(path, { csrf, ...fields })
      expect(answer, path).toMatchObject({ status: 303, headers: { location: '/security-info' } })
    }
    const json = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' }
    const answer = await browser.request('POST', '/security-info/passkeys/begin', json, '{}')
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'strongProofNeeded' } })
  })
})

describe('who proved it long ago', () => {
  test('confirms being there and goes on', async () => {
    await using site = await openSite()
    const user = await ada(site)
    await givePassword(site, user)
    const first = new FormBrowser(site.server)
    await first.signInWithPass(upn, await site.passFor(user))
    const key = await addApp(site, first)
    site.kernel.clock.advanceSeconds(3600)

    const browser = new FormBrowser(site.server)
    const signInAgain = async () => {
      if (browser.hiddenFields('/signin/prove')['method'] !== 'password') {
        await browser.submit('/signin/choose', { method: 'password' })
      }
      await browser.submit('/signin/prove', { password })
      await browser.submit('/signin/prove', { code: codeFor(site, key) })
    }
    await browser.open('/signin')
    await browser.submit('/signin/identify', { userPrincipalName: upn })
    await signInAgain()
    expect(browser.title).toBe('Security info – Example')
    site.kernel.clock.advanceSeconds(601)
    await browser.open('/security-info')
    expect(browser.page.body).toContain('Confirm it’s you to change anything')
    expect(browser.page.body).not.toContain('/security-info/remove')
    const { csrf = '' } = browser.hiddenFields('/signout')
    expect((await browser.post(begin, { csrf })).headers['location']).toBe('/security-info')
    await browser.submit('/security-info/confirm')
    expect(browser.page.body).toContain(upn)
    await signInAgain()
    expect(browser.page.body).toContain('Thank you. You can change things for the next ten minutes.')
    expect(browser.page.body).toContain('/security-info/remove')
  })
})

test('a password is changed by somebody who knows it, and guesses at it are counted', async () => {
  await using site = await openSite()
  const { user, browser } = await signedIn(site)
  await givePassword(site, user)
  const change = '/security-info/password'
  await browser.open(change)
  await browser.submit(change, { currentPassword: 'not this one', newPassword: 'four blue whales sing' })
  expect(browser.alert).toContain('That is not your current password.')
  await browser.submit(change, { currentPassword: password, newPassword: 'short' })
  expect(browser.alert).toContain('at least 8 characters')
  await browser.submit(change, { currentPassword: password, newPassword: '' })
  expect(browser.alert).toContain('Enter a new password.')
  await browser.submit(change, { currentPassword: password, newPassword: 'four blue whales sing' })
  expect(browser.page.body).toContain('Your password is changed.')
  await browser.open(change)
  for (let tries = 0; tries < 15 && !browser.alert.includes('Wait'); tries++) {
    await browser.submit(change, { currentPassword: password, newPassword: 'five red foxes run' })
  }
  expect(browser.alert).toMatch(/Wait \d+ seconds/)
})

test('signing out ends this session, signing out everywhere ends all', async () => {
  await using site = await openSite()
  const { code, browser } = await signedIn(site)
  const others = [new FormBrowser(site.server), new FormBrowser(site.server)]
  for (const other of others) await other.signInWithPass(upn, code)
  const before = new Map(browser.cookies)
  await browser.submit('/signout')
  expect(browser.cookies.has('latchkey-session')).toBe(false)
  const kept = new FormBrowser(site.server)
  for (const [name, value] of before) kept.cookies.set(name, value)
  await kept.open('/security-info')
  expect(kept.title).toBe('Sign in – Example')
  const [first = kept, second = kept] = others
  await first.open('/security-info/sign-out-everywhere')
  await first.submit('/security-info/sign-out-everywhere')
  await second.open('/security-info')
  expect(second.title).toBe('Sign in – Example')
})

test('a form of security info wants its own token', async () => {
  await using site = await openSite()
  const { browser } = await signedIn(site)
  for (const path of ['/signout', begin, '/security-info/confirm', '/security-info/sign-out-everywhere']) {
    expect((await browser.post(path, {})).status, path).toBe(403)
    expect((await browser.post(path, { csrf: 'x'.repeat(43) })).status, path).toBe(403)
  }
  await browser.open('/security-info')
  expect(browser.title).toBe('Security info – Example')
})

test('no value in any field of any form breaks the server', async () => {
  await using site = await openSite()
  const { user, browser } = await signedIn(site)
  await givePassword(site, user)
  const hostile = [
    ...[
      '\u0000',
      '\u202e\u2066',
      '\u{1f511}'.repeat(300),
      "' or 1=1 --",
      '<b>',
      '%',
      '../../etc/passwd',
      '[object Object]',
    ],
    ...['9'.repeat(400), '-1', 'NaN', 'null', '{"a":1}', 'x'.repeat(10_000)],
  ]
  const forms: readonly (readonly [string, readonly string[]])[] = [
    ['/signin/identify', ['version', 'userPrincipalName', 'csrf']],
    ['/signin/prove', ['version', 'method', 'code', 'password', 'credential']],
    ['/signin/choose', ['version', 'method']],
    ['/signin/change-password', ['version', 'newPassword']],
    ['/security-info/rename', ['kind', 'id', 'displayName']],
    ['/security-info/remove', ['kind', 'id']],
    [confirm, ['code']],
    ['/security-info/passkeys/finish', ['credential', 'displayName']],
    ['/security-info/password', ['currentPassword', 'newPassword']],
  ]
  const other = new FormBrowser(site.server)
  await other.open('/signin')
  for (const [path, names] of forms) {
    const sender = path.startsWith('/signin') ? other : browser
    const keys = sender === other ? other.hiddenFields('/signin/identify') : browser.hiddenFields('/signout')
    const right = { method: 'password', kind: 'softwareOath', id: 'x', displayName: 'x', code: '1', password: 'x' }
    for (const name of names) {
      for (const value of hostile) {
        const fields = Object.fromEntries(names.map((each) => [each, (right as Record<string, string>)[each] ?? 'x']))
        const answer = await sender.post(path, { ...fields, ...keys, [name]: value })
        expect(answer.status, `${path} ${name}=${value.slice(0, 20)}`).toBeLessThan(500)
      }
    }
  }
  for (const value of hostile) {
    const query = new URLSearchParams({ kind: 'fido2', id: value, done: value, returnTo: value })
    for (const path of ['/security-info', '/security-info/rename', '/security-info/remove', '/signin']) {
      expect((await browser.request('GET', `${path}?${query}`)).status, path).toBeLessThan(500)
    }
  }
})
