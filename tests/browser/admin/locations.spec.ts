import { expect, test } from 'vitest'
import { createLocation, listLocations } from '../../../src/policies/named-locations/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy, visitorsNetwork } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { anAdministrator, systemActor } from '../../kit/builders.ts'
import type { TestKernel } from '../../kit/kernel.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const path = '/locations'

/** The visitors' network, out of which a policy blocks; and some countries. */
async function furnish({ kernel }: TestSite) {
  await anAdministrator(kernel, roleIds.globalAdministrator, { displayName: 'Karla Keeper' })
  const visitors = await visitorsNetwork(kernel)
  await createLocation(kernel, systemActor(), {
    kind: 'country',
    displayName: 'Where we have offices',
    countriesAndRegions: ['DE', 'FR', 'NO', 'PT', 'US'],
    includeUnknownCountriesAndRegions: true,
  })
  const policy = await aPolicy(kernel, {
    displayName: 'Readers come from the office',
    users: { includeUsers: [], includeRoles: [roleIds.reportsReader] },
    conditions: { locations: { includeLocations: ['All'], excludeLocations: [visitors.id] } },
  })
  return { visitors, policy }
}

/** Where the browser of these tests is, and another administrator. */
async function anOffice(kernel: TestKernel, isTrusted: boolean): Promise<void> {
  await anAdministrator(kernel, roleIds.globalAdministrator, { displayName: 'Karla Keeper' })
  await createLocation(kernel, systemActor(), {
    kind: 'ip',
    displayName: 'Office',
    isTrusted,
    ipRanges: [
      { cidrAddress: '127.0.0.0/8', version: 4 },
      { cidrAddress: '::1/128', version: 6 },
    ],
  })
}

const onlyFromTrustedPlaces = (kernel: TestKernel) =>
  aPolicy(kernel, {
    displayName: 'Only from the office',
    conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
  })

test('a Conditional Access Administrator names ranges, which are checked as one types, changes them and puts them back', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  await page.getByRole('row', { name: /Visitors IP ranges No 192\.0\.2\.0\/24 Readers come from the office/ }).waitFor()
  await lookAt(admin, 'locations')
  await page.getByRole('button', { name: 'IP ranges location' }).click()
  const form = page.getByRole('dialog', { name: 'New location (IP ranges)' })
  const field = form.getByLabel('New IPv4 or IPv6 range')
  await form.getByLabel('Name').fill('Head office')
  await field.fill('198.51.100.0/33')
  await form.getByText('“198.51.100.0/33” has too many bits; there are 32 at most.').waitFor()
  await field.fill('198.51.100.7/24')
  await form.getByText('256 addresses, the network 198.51.100.0/24').waitFor()
  await field.press('Enter')
  await field.fill('2001:db8::/32\n203.0.113.0/25')
  await field.press('Enter')
  await form.getByText('3 ranges').waitFor()
  await field.fill('2001:db8::/32')
  await form.getByText('“2001:db8::/32” is in the list already.').waitFor()
  await form.getByRole('switch', { name: /Mark as trusted location/ }).click()
  await lookAt(admin, 'locations-ranges')
  await field.fill('')
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByText('Head office created', { exact: true }).last().waitFor()
  await page.getByRole('link', { name: 'Head office' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit Head office' })
  await edit.getByRole('button', { name: 'Remove 203.0.113.0/25' }).click()
  await edit.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Head office saved', { exact: true }).last().waitFor()
  const pane = page.getByRole('dialog', { name: 'Head office' })
  await expect.poll(() => pane.getByText('203.0.113.0/25').count()).toBe(0)
  await lookAt(admin, 'locations-pane')
  await pane.getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete Head office?' })
  await question.getByText(/mean one place fewer/).waitFor()
  await lookAt(admin, 'locations-delete')
  await question.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Head office deleted', { exact: true }).last().waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Head office created again, with an ID of its own', { exact: true }).last().waitFor()
  await page.getByRole('link', { name: 'Head office' }).waitFor()
  expect(complaints).toEqual([])
})

test('countries are found in the reader’s language, unknown ones among them', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path, locale: 'de-DE' })
  const { page, complaints } = admin
  await page.getByText('Noch hat kein Ort einen Namen').first().waitFor()
  await lookAt(admin, 'locations-empty-german')
  await page.getByRole('button', { name: 'Länderstandort' }).click()
  const form = page.getByRole('dialog', { name: 'Neuer Standort (Länder)' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Nachbarn')
  await form.getByRole('button', { name: 'Erstellen' }).click()
  await form.getByText('Wählen Sie mindestens ein Land, oder schließen Sie unbekannte ein.').waitFor()
  await form.getByRole('searchbox').fill('osterr')
  await form.getByRole('checkbox', { name: 'Österreich' }).click()
  await form.getByRole('searchbox').fill('CH')
  await form.getByRole('checkbox', { name: 'Schweiz' }).click()
  await form.getByRole('searchbox').fill('')
  await lookAt(admin, 'locations-countries-german')
  await form.getByRole('checkbox', { name: 'Nur ausgewählte' }).click()
  await form.getByRole('switch', { name: /Unbekannte Länder/ }).click()
  await form.getByRole('button', { name: 'Erstellen' }).click()
  await page.getByText('Nachbarn erstellt', { exact: true }).last().waitFor()
  await page.getByRole('row', { name: /Nachbarn Länder \(IP\) Nein Österreich, Schweiz, unbekannte/ }).waitFor()
  expect(complaints).toEqual([])
})

test('of a location in use it is told by which policies; the server refuses to delete it', async () => {
  await using site = await openSite()
  const { visitors } = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `${path}?open=${visitors.id}`,
  })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'Delete' }).click()
  const told = page.getByRole('alertdialog', { name: 'Visitors cannot be deleted' })
  await told.getByRole('link', { name: 'Readers come from the office' }).waitFor()
  await lookAt(admin, 'locations-in-use')
  expect(complaints).toEqual([])
  const refused = await page.evaluate(async (id) => {
    const answer = await fetch(`/v1.0/identity/conditionalAccess/namedLocations/${id}`, { method: 'DELETE' })
    return [answer.ok, ((await answer.json()) as { error: { message: string } }).error.message]
  }, visitors.id)
  expect(refused).toEqual([false, expect.stringContaining("'Readers come from the office'")])
})

test('a change that locks every administrator out is made only after an explicit yes', async () => {
  await using site = await openSite()
  const { kernel } = site
  await anOffice(kernel, true)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page } = admin
  await page.getByRole('link', { name: 'Office' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  await onlyFromTrustedPlaces(kernel)
  const form = page.getByRole('dialog', { name: 'Edit Office' })
  await form.getByRole('switch', { name: /Mark as trusted location/ }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('alertdialog', { name: 'This would lock out every administrator' })
  await question.waitFor()
  await lookAt(admin, 'locations-lock-out')
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await form.getByRole('switch', { name: /Mark as trusted location/ }).isChecked()).toBe(false)
  await form.getByRole('button', { name: 'Save' }).click()
  await question.getByRole('button', { name: 'Save and lock them out' }).click()
  await page.getByText('Office saved', { exact: true }).last().waitFor()
})

test('an undo that would lock every administrator out says so, and is not told as done', async () => {
  await using site = await openSite()
  const { kernel } = site
  await anOffice(kernel, false)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page } = admin
  await page.getByRole('link', { name: 'Office' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  const form = page.getByRole('dialog', { name: 'Edit Office' })
  await form.getByRole('switch', { name: /Mark as trusted location/ }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Office saved', { exact: true }).last().waitFor()
  await onlyFromTrustedPlaces(kernel)
  // The pane of the location lies over the page by then; what is told stays within reach.
  await page.getByRole('dialog', { name: 'Office' }).waitFor()
  await expect.poll(() => page.locator('#portal').getAttribute('aria-hidden')).toBe('true')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page
    .getByText(/Grace Admin/)
    .last()
    .waitFor({ timeout: 10_000 })
  expect(await page.getByText('Office is as it was', { exact: false }).count()).toBe(0)
  expect(await listLocations(kernel, systemActor())).toMatchObject([{ isTrusted: true }])
})

test('of a location whose end locks every administrator out it is asked once more', async () => {
  await using site = await openSite()
  const { kernel } = site
  await anOffice(kernel, true)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page } = admin
  await page.getByRole('link', { name: 'Office' }).click()
  await onlyFromTrustedPlaces(kernel)
  // A slow machine takes the first question away only after the second one is there.
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog', { name: 'Delete Office?' }).getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('alertdialog', { name: 'This would lock out every administrator' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog', { name: 'Office' }).getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog', { name: 'Delete Office?' }).getByRole('button', { name: 'Delete' }).click()
  await question.getByRole('button', { name: 'Save and lock them out' }).click()
  await page.getByText('Office deleted', { exact: true }).last().waitFor()
})

test('a Security Reader reads locations and is offered to change none; a Helpdesk Administrator may not look', async () => {
  await using site = await openSite()
  const { visitors } = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: `${path}?open=${visitors.id}` })
  const { page, complaints } = admin
  await page.getByRole('dialog', { name: 'Visitors' }).getByText('192.0.2.0/24').waitFor()
  for (const name of ['Edit', 'Delete', 'IP ranges location', 'Countries location']) {
    expect(await page.getByRole('button', { name, includeHidden: true }).count()).toBe(0)
  }
  expect(complaints).toEqual([])
  const status = await page.evaluate(async (id) => {
    const answer = await fetch(`/v1.0/identity/conditionalAccess/namedLocations/${id}`, { method: 'DELETE' })
    return answer.status
  }, visitors.id)
  expect(status).toBe(403)
  await using desk = await openAdminAs(site, roleIds.helpdeskAdministrator, { path })
  await desk.page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
  expect(await desk.page.getByRole('navigation').getByRole('link', { name: 'Named locations' }).count()).toBe(0)
})
