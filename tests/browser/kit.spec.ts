import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, openPage, takeScreenshots } from '../kit/browser.ts'
import { addVirtualAuthenticator } from '../kit/virtual-authenticator.ts'

const page = (body: string) =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Kit</title><main><h1>Kit</h1>${body}</main>`

const server = createServer((request, response) => {
  const body = request.url === '/unlabelled' ? '<input>' : '<p>Nothing to complain about.</p>'
  response
    .setHeader('content-type', 'text/html')
    .setHeader('content-security-policy', "default-src 'none'")
    .end(page(body))
})
let origin = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  origin = typeof address === 'object' && address ? `http://localhost:${address.port}` : ''
})
afterAll(() => void server.close())

test('a virtual authenticator registers a resident key with user verification', async () => {
  await using opened = await openPage()
  await opened.page.goto(origin)
  const authenticator = await addVirtualAuthenticator(opened.page)
  const register = () =>
    opened.page.evaluate(async () => {
      const created = await navigator.credentials.create({
        publicKey: {
          challenge: new Uint8Array(16),
          rp: { name: 'Kit' },
          user: { id: new Uint8Array([1]), name: 'someone', displayName: 'Someone' },
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        },
      })
      return created?.type
    })
  expect(await register()).toBe('public-key')
  expect(await authenticator.credentials()).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])
  await authenticator.setUserVerified(false)
  await expect(register()).rejects.toThrow('NotAllowedError')
})

test('axe passes a sound page and names what is wrong with another', async () => {
  await using opened = await openPage()
  await opened.page.goto(origin)
  await expectAccessible(opened.page)
  await opened.page.goto(`${origin}/unlabelled`)
  await expect(expectAccessible(opened.page)).rejects.toThrow(/light: label .* at input/)
})

test('screenshots are taken at two widths in two colour schemes', async () => {
  await using opened = await openPage()
  await opened.page.goto(origin)
  await takeScreenshots(opened.page, 'kit', true)
  for (const variant of ['1280-light', '1280-dark', '390-light', '390-dark']) {
    expect(existsSync(join(import.meta.dirname, 'screenshots', `kit-${variant}.png`))).toBe(true)
  }
})

test('a page that breaks its Content-Security-Policy is noticed', async () => {
  await using opened = await openPage()
  await opened.page.goto(origin)
  await opened.page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('img'), { src: '/x.png' })),
  )
  await expect.poll(() => opened.complaints.join()).toContain('Content Security Policy')
})
