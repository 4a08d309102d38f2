import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type AppScene, authorizePath, openApp, redirectUri } from '../../tests/kit/app-sign-in.ts'
import { aUser } from '../../tests/kit/builders.ts'
import { openSite } from '../../tests/kit/site.ts'

/** Where the redirects of somebody's browser end. */
async function lastAnswer(scene: AppScene, path: string): Promise<Response> {
  const answer = await scene.browser.request('GET', path)
  const location = answer.headers.get('location')
  if (location === null) return answer
  const { pathname, search } = new URL(location, scene.site.origin)
  return lastAnswer(scene, `${pathname}${search}`)
}

test('a code that is posted comes on a page that may run its one script and send its form to the application alone', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const user = await aUser(site.kernel)
  await scene.browser.signInWithPass(user.userPrincipalName, await site.passFor(user))
  const answer = await lastAnswer(scene, authorizePath(scene, { response_mode: 'form_post' }))
  const html = await answer.text()
  expect(html).toContain(`<form method="post" action="${redirectUri}">`)
  expect(html).toContain('name="code"')
  const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? ''
  const digest = createHash('sha256').update(script).digest('base64')
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toContain(`script-src 'self' 'sha256-${digest}'`)
  expect(policy).toContain(`form-action ${new URL(redirectUri).origin};`)
  expect(policy).toContain("default-src 'none'")
})

test('a page that tells what is wrong with a request looks like the others, and has no form to send', async () => {
  await using site = await openSite()
  const scene = await openApp(site)
  const path = authorizePath(scene, { redirect_uri: 'https://evil.example', response_mode: 'form_post' })
  const answer = await lastAnswer(scene, path)
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'")
  expect(await answer.text()).not.toContain('<form')
})
