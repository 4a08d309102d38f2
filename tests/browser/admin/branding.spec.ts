import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { updateBranding } from '../../../src/branding/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { ask, inDialog } from '../../kit/admin-steps.ts'
import { systemActor } from '../../kit/builders.ts'
import { aPng } from '../../kit/pictures.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const signInPage = async ({ server }: TestSite) =>
  (await server.inject({ url: '/signin', headers: { accept: 'text/html' } })).body

test('a Global Administrator gives the sign-in pages a name, a color, words and a logo, and takes the logo away', async () => {
  await using site = await openSite()
  const change = { usernameHintText: 'first.last' }
  await updateBranding(site.kernel, systemActor(), { organization: site.kernel.tenant.id, change })
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/branding' })
  const { page, complaints } = admin
  await page.getByLabel('Name', { exact: true }).fill('Beispiel AG')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await page.getByText('Every page says Beispiel AG now', { exact: true }).first().waitFor()
  await expect.poll(() => page.title()).toBe('Company branding – Beispiel AG')
  expect(await signInPage(site)).toContain('– Beispiel AG</title>')
  await page.getByLabel('Background color').fill('#ffd700')
  await page.getByLabel('Sign-in page text').fill('Call 5550 if you are locked out.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Shown as').first().waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a picture: Banner logo' }).click()
  await (await chooser).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(aPng(200, 30)) })
  await page.getByRole('img', { name: 'Banner logo' }).waitFor()
  await lookAt(admin, 'branding')
  const shown = await signInPage(site)
  expect(shown).toContain('Call 5550 if you are locked out.')
  expect(shown).toContain('alt="Beispiel AG"')
  await page.getByRole('button', { name: 'Remove: Banner logo' }).click()
  await lookAt(admin, 'branding-remove')
  await inDialog(page, 'Remove').click()
  await page.getByText('The picture is gone').last().waitFor()
  expect(await signInPage(site)).not.toContain('class="banner"')
  expect(complaints).toEqual([])
})

test('where nothing was ever said about the branding, the page is empty and nothing is logged as an error', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/branding' })
  const { page, complaints } = admin
  const words = page.getByLabel('Sign-in page text')
  await words.waitFor()
  expect(await words.inputValue()).toBe('')
  expect(complaints).toEqual([])
})

test('a Security Reader sees the branding, is offered no change, and the server refuses it', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: '/branding', locale: 'de-DE' })
  const { page } = admin
  const name = page.getByLabel('Name', { exact: true })
  await name.waitFor()
  expect(await name.isEditable()).toBe(false)
  expect(await page.getByLabel('Hintergrundfarbe').isEditable()).toBe(false)
  for (const offered of ['Namen speichern', 'Speichern', 'Bild auswählen: Bannerlogo']) {
    expect(await page.getByRole('button', { name: offered, exact: true }).count()).toBe(0)
  }
  await lookAt(admin, 'branding-german')
  const organization = `/v1.0/organization/${site.kernel.tenant.id}`
  expect(await ask(page, 'PATCH', organization, { displayName: 'Mine' })).toBe(403)
  expect(await ask(page, 'PATCH', `${organization}/branding`, { signInPageText: 'Mine' })).toBe(403)
  expect(await ask(page, 'DELETE', `${organization}/branding/bannerLogo`)).toBe(403)
})
