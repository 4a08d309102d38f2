import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { FormBrowser } from '../../tests/kit/form-browser.ts'
import { openSite } from '../../tests/kit/site.ts'
import { temporaryFolder } from '../../tests/kit/temporary-folder.ts'
import { openAssets, portalFace } from './portal.ts'

test('the page’s style and script are served for ever, zipped for who can read it', async () => {
  await using site = await openSite()
  const { body } = await new FormBrowser(site.server).open('/signin')
  const addresses = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address)
  expect(addresses).toEqual([
    expect.stringMatching(/^\/assets\/style-\w{8}\.css$/),
    expect.stringMatching(/^\/assets\/main-\w{8}\.js$/),
  ])
  for (const url of addresses) {
    const plain = await site.server.inject({ url })
    expect(plain.headers).toMatchObject({
      'content-type': url.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    })
    const zipped = await site.server.inject({ url, headers: { 'accept-encoding': 'gzip, deflate' } })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body)
    const head = await site.server.inject({ method: 'HEAD', url })
    expect(head).toMatchObject({ statusCode: 200, body: '' })
  }
})

test('a file that the build has squeezed is served so to who can read it', async () => {
  await using folder = await temporaryFolder('assets')
  const text = 'export const text = 1\n'
  await writeFile(join(folder.path, 'manifest.json'), '{"main.js":"main-A.js"}')
  await writeFile(join(folder.path, 'main-A.js'), text)
  await writeFile(join(folder.path, 'main-A.js.br'), brotliCompressSync(text))
  const server = fastify()
  await server.register(portalFace(await openAssets(folder.path)))
  const ask = (accepted: string) =>
    server.inject({ url: '/assets/main-A.js', headers: { 'accept-encoding': accepted } })
  const squeezed = await ask('gzip, deflate, br')
  expect(squeezed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
  expect(brotliDecompressSync(squeezed.rawPayload).toString()).toBe(text)
  expect((await ask('gzip')).headers['content-encoding']).toBe('gzip')
  expect((await ask('')).body).toBe(text)
  expect((await server.inject({ url: '/assets/main-A.js.br' })).statusCode).toBe(404)
  await server.close()
})

test('the sign-in page with its style and script fits into fifteen kilobytes', async () => {
  await using site = await openSite()
  const page = await site.server.inject({ url: '/signin' })
  const addresses = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address)
  let bytes = page.rawPayload.length
  for (const url of addresses) {
    bytes += (await site.server.inject({ url, headers: { 'accept-encoding': 'gzip' } })).rawPayload.length
  }
  expect(bytes).toBeLessThan(15_000)
})

test.each(['/assets/manifest.json', '/assets/nothing.js', '/assets/..%2Fpackage.json', '/assets/', '/assets/%00'])(
  'nothing else is served: %s',
  async (url) => {
    await using site = await openSite()
    expect((await site.server.inject({ url })).statusCode).toBe(404)
  },
)
