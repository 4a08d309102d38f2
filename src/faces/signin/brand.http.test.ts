import { describe, expect, test } from 'vitest'
import { systemActor } from '../../../tests/kit/builders.ts'
import { aPng } from '../../../tests/kit/pictures.ts'
import { openReplica } from '../../../tests/kit/replica.ts'
import { openSite, type TestSite } from '../../../tests/kit/site.ts'
import type { BrandingTexts } from '../../branding/rules.ts'
import { removeLogo, setLogo, updateBranding } from '../../branding/service.ts'
import { renameOrganization } from '../../directory/service.ts'
import type { HttpServer } from '../../main/server.ts'

const change = ({ kernel }: TestSite, texts: Partial<BrandingTexts>) =>
  updateBranding(kernel, systemActor(), { organization: kernel.tenant.id, change: texts })

const show = async (server: HttpServer, url = '/signin'): Promise<string> =>
  (await server.inject({ url, headers: { accept: 'text/html' } })).body

const styleIn = (body: string): string => /href="(\/branding\/[\w-]+\.css)"/.exec(body)?.[1] ?? ''

describe('the look of the sign-in pages', () => {
  test('is as it came until something is set, and changes with the next page, on every server', async () => {
    await using site = await openSite()
    await using other = await openReplica(site.kernel)
    expect(await show(other.server)).not.toContain('/branding/')
    await change(site, { backgroundColor: '#0b3d91', signInPageText: 'Help: 5550', usernameHintText: 'first.last@…' })
    for (const server of [site.server, other.server]) {
      const body = await show(server)
      expect(body).toContain('<p class="from-tenant">Help: 5550</p>')
      expect(body).toContain('first.last@…')
      expect(body).not.toMatch(/<style|\sstyle=/i)
      const css = await server.inject({ url: styleIn(body) })
      expect(css.headers).toMatchObject({
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      expect(css.body).toContain('--accent:#0b3d91;')
    }
    await change(site, { backgroundColor: null, signInPageText: null })
    for (const server of [site.server, other.server]) expect(await show(server)).not.toMatch(/branding|5550/)
  })

  test('bears the tenant’s name as it is now, on every server', async () => {
    await using site = await openSite()
    await using other = await openReplica(site.kernel)
    expect(await show(other.server)).toContain('Example')
    const organization = site.kernel.tenant.id
    await renameOrganization(site.kernel, systemActor(), { organization, displayName: 'Beispiel & Söhne' })
    for (const server of [site.server, other.server]) {
      const body = await show(server)
      expect(body).toContain('– Beispiel &amp; Söhne</title>')
      expect(body).not.toContain('Example')
    }
  })

  test('has the tenant’s pictures from this server, under a name that changes with them', async () => {
    await using site = await openSite()
    await using other = await openReplica(site.kernel)
    const of = { organization: site.kernel.tenant.id, kind: 'bannerLogo' } as const
    const contents = aPng(200, 30)
    await setLogo(site.kernel, systemActor(), { ...of, contents })
    await setLogo(site.kernel, systemActor(), { ...of, kind: 'squareLogo', contents: aPng(48, 48) })
    const body = await show(site.server)
    const [, path = ''] = /<img class="banner" src="([^"]+)" width="200" height="30" alt="Example">/.exec(body) ?? []
    expect(body).toMatch(/<link rel="icon" href="\/branding\/[\w-]+\.png">/)
    const picture = await other.server.inject({ url: path })
    expect(picture.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect(picture.rawPayload).toEqual(Buffer.from(contents))
    await removeLogo(site.kernel, systemActor(), of)
    expect(await show(site.server)).not.toContain('class="banner"')
  })

  test('shows what the tenant says as text, also on pages for what went wrong', async () => {
    await using site = await openSite()
    await change(site, { signInPageText: 'Ring “5550” & ask\n< 5 minutes', usernameHintText: `"'\`&` })
    const body = await show(site.server)
    expect(body).toContain('Ring “5550” &amp; ask\n&lt; 5 minutes')
    expect(body).toContain('&quot;&#39;&#96;&amp;')
    await change(site, { backgroundColor: '#0b3d91' })
    expect(styleIn(await show(site.server, '/nowhere'))).not.toBe('')
  })

  test('has nothing else', async () => {
    await using site = await openSite()
    await change(site, { backgroundColor: '#0b3d91' })
    for (const name of ['x.css', '..%2f..%2fpackage.json', '%00', 'a'.repeat(3000), '__proto__', 'toString', '']) {
      const { statusCode } = await site.server.inject({ url: `/branding/${name}` })
      expect(statusCode, name.slice(0, 50)).toBeGreaterThanOrEqual(400)
      expect(statusCode).toBeLessThan(500)
    }
  })
})
