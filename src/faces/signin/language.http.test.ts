import { describe, expect, test } from 'vitest'
import { authorizePath, follow, openApp } from '../../../tests/kit/app-sign-in.ts'
import { aUser, systemActor } from '../../../tests/kit/builders.ts'
import { FormBrowser } from '../../../tests/kit/form-browser.ts'
import { aPassword } from '../../../tests/kit/methods.ts'
import { openSite, type TestSite } from '../../../tests/kit/site.ts'
import { plusMinutes } from '../../base/time.ts'
import { issuePass } from '../../methods/temporary-access-pass/service.ts'

const upn = 'ada@example.com'

const page = async ({ server }: TestSite, acceptLanguage: string, cookie = '') =>
  server.inject({ url: '/signin', headers: { accept: 'text/html', 'accept-language': acceptLanguage, cookie } })

const inGerman = async (site: TestSite): Promise<FormBrowser> => {
  const browser = new FormBrowser(site.server)
  await browser.open('/signin')
  await browser.open('/language?to=de&returnTo=%2Fsignin')
  return browser
}

describe('the language of the pages', () => {
  const preferences = [
    ['de', 'de'],
    ['de-AT,en;q=0.8', 'de'],
    ['fr,de;q=0.5,en;q=0.4', 'de'],
    ['en-US,de;q=0.9', 'en'],
    ['fr', 'en'],
    ['de;q=0', 'en'],
    ['', 'en'],
    ['*', 'en'],
    [`${'x,'.repeat(5000)}de`, 'en'],
    ['de;q=nonsense', 'de'],
  ] as const

  test('is what the browser prefers', async () => {
    await using site = await openSite()
    for (const [accepted, language] of preferences) {
      const { body, headers } = await page(site, accepted)
      expect(body, accepted.slice(0, 50)).toContain(`<html lang="${language}"`)
      expect(body).toContain(language === 'de' ? 'Benutzername' : 'User name')
      expect(headers['vary']).toContain('Accept-Language')
    }
  })

  test('is what the person chose, without script, on whatever page, until they choose again', async () => {
    await using site = await openSite()
    const user = await aUser(site.kernel, { userPrincipalName: upn })
    await site.passFor(user)
    const browser = new FormBrowser(site.server)
    await browser.open('/signin')
    await browser.submit('/signin/identify', { userPrincipalName: upn })
    const [, link = ''] =
      /<a class="link" href="([^"]+)" lang="de" hreflang="de">Deutsch<\/a>/.exec(browser.page.body) ?? []
    await browser.open(link.replaceAll('&amp;', '&'))
    expect(browser.title).toBe('Zugriffspass eingeben – Example')
    await browser.submit('/signin/prove', { code: ' ' })
    expect(browser.alert).toBe('Es gibt ein Problem Geben Sie Ihren Zugriffspass ein.')
    await browser.open('/signin')
    await browser.submit('/signin/prove', { code: 'AAAA AAAA' })
    expect(browser.title).toBe('Fehler: Zugriffspass eingeben – Example')
    expect(browser.alert).toContain('Dieser befristete Zugriffspass hat nicht funktioniert.')
    await browser.open('/language?to=en&returnTo=/signin')
    expect(browser.alert).toContain('That Temporary Access Pass did not work.')
  })

  test('is kept in a cookie that no script reads, for a year', async () => {
    await using site = await openSite()
    const { statusCode, headers } = await site.server.inject({ url: '/language?to=de&returnTo=/security-info' })
    expect([statusCode, headers['location']]).toEqual([303, '/security-info'])
    expect([headers['set-cookie']].flat()).toContain(
      'latchkey-language=de; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax',
    )
  })

  test('leads nowhere else', async () => {
    await using site = await openSite()
    const elsewhere = [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      '/%09/evil',
      'javascript:alert(1)',
      '',
    ]
    for (const returnTo of elsewhere) {
      const { headers } = await site.server.inject({ url: `/language?${new URLSearchParams({ to: 'de', returnTo })}` })
      expect(new URL(String(headers['location']), site.origin).origin, returnTo).toBe(site.origin)
    }
  })

  test('is none that there is not', async () => {
    await using site = await openSite()
    for (const to of ['fr', 'DE', '', '../en', 'de\r\nset-cookie: a=b', '__proto__']) {
      const url = `/language?${new URLSearchParams({ to })}`
      const { statusCode, headers } = await site.server.inject({ url, headers: { accept: 'text/html' } })
      expect([statusCode, headers['set-cookie']], to).toEqual([400, undefined])
    }
  })

  test('is what an application asks for, until the person chooses or another sign-in begins', async () => {
    await using site = await openSite()
    const scene = await openApp(site)
    const shown = async () => {
      const names = ['latchkey-signin', 'latchkey-language', 'latchkey-signin-language']
      const cookie = names.map((name) => `${name}=${scene.browser.cookie(name)}`).join('; ')
      const headers = { accept: 'text/html', cookie }
      return (await site.server.inject({ url: '/signin', headers })).body
    }
    await follow(scene, authorizePath(scene, { ui_locales: 'fr de-CH en' }))
    expect(await shown()).toContain('<html lang="de"')
    await scene.browser.request('GET', '/language?to=en&returnTo=/signin')
    expect(await shown()).toContain('<html lang="en"')
    await follow(scene, authorizePath(scene, { ui_locales: 'de' }))
    expect(await shown()).toContain('<html lang="de"')
    await follow(scene, authorizePath(scene))
    expect(await shown()).toContain('<html lang="en"')
    await follow(scene, authorizePath(scene, { ui_locales: 'x'.repeat(3000) }))
    expect(await shown()).toContain('<html lang="en"')
  })
})

describe('in German', () => {
  test('a pass that begins later says when, for the script to put into the reader’s zone', async () => {
    await using site = await openSite()
    const user = await aUser(site.kernel, { userPrincipalName: upn })
    const startAt = plusMinutes(site.kernel.clock.now(), 180)
    const terms = { user: user.id, lifetimeMinutes: 60, isUsableOnce: true, startAt }
    const { code } = await issuePass(site.kernel, systemActor(), terms)
    const browser = await inGerman(site)
    await browser.submit('/signin/identify', { userPrincipalName: upn })
    await browser.submit('/signin/choose', { method: 'temporaryAccessPass' })
    await browser.submit('/signin/prove', { code: code.reveal() })
    expect(browser.page.body).toContain(
      'Dieser befristete Zugriffspass gilt noch nicht. Er gilt ab: <time datetime="2026-03-02T11:00:00.000Z" data-local="time">2. März 2026, 11:00 UTC</time>.',
    )
    await browser.open('/language?to=en&returnTo=/signin')
    expect(browser.alert).toContain('It starts on 2 Mar 2026, 11:00 UTC')
  })

  test('a password says what is wrong with it, and a blocked account what to do', async () => {
    await using site = await openSite()
    const user = await aUser(site.kernel, { userPrincipalName: upn })
    await aPassword(site.kernel, user, 'seven grey herons wade', true)
    const browser = await inGerman(site)
    await browser.submit('/signin/identify', { userPrincipalName: upn })
    await browser.submit('/signin/prove', { password: 'wrong' })
    expect(browser.alert).toContain('Benutzername oder Kennwort stimmt nicht.')
    await browser.submit('/signin/prove', { password: 'seven grey herons wade' })
    await browser.submit('/signin/change-password', { newPassword: 'password' })
    expect(browser.alert).toContain('Dieses Kennwort gehört zu denen, die zuerst ausprobiert werden.')
  })

  test('pages for what went wrong are German, and what only the server can word is marked as English', async () => {
    await using site = await openSite()
    const headers = { accept: 'text/html', 'accept-language': 'de' }
    const missing = await site.server.inject({ url: '/nowhere', headers })
    expect(missing.body).toContain('Unter dieser Adresse gibt es nichts.')
    expect(missing.body).toContain('<html lang="de"')
    const scene = await openApp(site)
    const asked = authorizePath(scene, { redirect_uri: 'https://evil.example/' })
    const wrong = await site.server.inject({ url: asked, headers })
    expect(wrong.body).toContain('<h1>Das ist nicht richtig angekommen</h1>')
    expect(wrong.body).toMatch(/<span lang="en">The application asked to send you/)
    expect(wrong.body).not.toContain('evil.example')
  })

  test('scripts hear refusals in the language of their page', async () => {
    await using site = await openSite()
    const answer = await site.server.inject({
      method: 'POST',
      url: '/signin/identify',
      headers: { 'content-type': 'application/json', 'accept-language': 'de', 'sec-fetch-site': 'cross-site' },
      payload: '{}',
    })
    expect(answer.json()).toMatchObject({ error: { message: expect.stringMatching(/^Diese|^Das/) } })
  })
})
