import { describe, expect, test } from 'vitest'
import { aPolicy } from '../../../tests/kit/access-in-force.ts'
import { authorizePath, openApp } from '../../../tests/kit/app-sign-in.ts'
import { aUser, systemActor } from '../../../tests/kit/builders.ts'
import { openSite, type TestSite } from '../../../tests/kit/site.ts'
import { deletePolicy } from '../../policies/conditional-access/service.ts'

const upn = 'ada@example.com'
const html = { accept: 'text/html', 'sec-fetch-site': 'same-origin' }

const aPolicyThat = (site: TestSite, mode: 'always' | 'never') =>
  aPolicy(site.kernel, { grant: null, session: { persistentBrowser: { isEnabled: true, mode } } })

/** Somebody whose browser keeps the session, and what the server says of the cookie at an address. */
async function kept(site: TestSite) {
  const user = await aUser(site.kernel, { userPrincipalName: upn })
  const policy = await aPolicyThat(site, 'always')
  const scene = await openApp(site)
  expect(await scene.browser.signInWithPass(upn, await site.passFor(user, { isUsableOnce: false }))).toMatchObject({
    step: 'done',
  })
  const cookie = `latchkey-session=${scene.browser.session}`
  const cookieAt = async (url: string, headers: Readonly<Record<string, string>> = html) => {
    const answer = await site.server.inject({ method: 'GET', url, headers: { ...headers, cookie } })
    return [answer.headers['set-cookie'] ?? []].flat().find((one) => one.startsWith('latchkey-session='))
  }
  return { policy, scene, cookie, cookieAt }
}

describe('a session that the browser keeps', () => {
  test.each(['our own page', 'an application'])(
    'is taken back at the next visit of %s once a policy says never',
    async (place) => {
      await using site = await openSite()
      const { scene, cookie, cookieAt } = await kept(site)
      const path = place === 'an application' ? authorizePath(scene) : '/security-info'
      expect(await cookieAt(path)).toBeUndefined()
      await aPolicyThat(site, 'never')
      const given = await cookieAt(path)
      expect(given).toMatch(new RegExp(`^${cookie};.*HttpOnly`))
      expect(given).not.toMatch(/max-age|expires/i)
    },
  )

  test('stays where the policy that kept it is gone, and where nobody but a script asks', async () => {
    await using site = await openSite()
    const { policy, cookieAt } = await kept(site)
    await deletePolicy(site.kernel, systemActor(), { id: policy.id })
    expect(await cookieAt('/security-info')).toBeUndefined()
    await aPolicyThat(site, 'never')
    expect(await cookieAt('/security-info', { ...html, accept: 'application/json' })).toBeUndefined()
  })

  test('is not given back by the page that signs out', async () => {
    await using site = await openSite()
    const { cookie } = await kept(site)
    await aPolicyThat(site, 'never')
    const headers = { ...html, cookie, accept: 'application/json', 'content-type': 'application/json' }
    const answer = await site.server.inject({ method: 'POST', url: '/signout', headers, payload: {} })
    expect(String(answer.headers['set-cookie'])).toMatch(/latchkey-session=;/)
  })
})
