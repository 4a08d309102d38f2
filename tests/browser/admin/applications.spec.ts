import { expect, test } from 'vitest'
import { createApplication, createPublicApplication, listApplications } from '../../../src/applications/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { ask, inDialog, pick } from '../../kit/admin-steps.ts'
import { systemActor } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const payroll = async ({ kernel }: TestSite) =>
  (
    await createApplication(kernel, systemActor(), {
      displayName: 'Payroll',
      permissions: ['User.Read.All'],
      delegatedPermissions: ['User.Read'],
      redirectUris: ['https://pay.example/back'],
      secretLifetimeDays: 20,
    })
  ).application

test('a Global Administrator registers an application, gives it addresses, permissions and a secret shown once', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/applications' })
  const { page, complaints } = admin
  await page.getByText('No application is registered yet.').first().waitFor()
  await page.getByRole('button', { name: 'New registration' }).click()
  const pane = page.getByRole('dialog', { name: 'Register an application' })
  await pane.getByLabel('Name').fill('Payroll')
  await pane.getByLabel('Redirect URIs').fill('http://pay.example/')
  await pane.getByRole('button', { name: 'Register' }).click()
  await pane.getByText('http://pay.example/: this address is not allowed.').waitFor()
  await lookAt(admin, 'applications-register')
  await pane.getByLabel('Redirect URIs').fill('https://pay.example/')
  await pane.getByRole('button', { name: 'Register' }).click()
  await page.getByRole('heading', { level: 1, name: 'Payroll' }).waitFor()
  await page.getByText(`${site.origin}/${site.kernel.tenant.id}/oauth2/v2.0/token`).first().waitFor()
  await page.getByRole('tab', { name: 'Authentication' }).click()
  await page.getByLabel('Redirect URIs').fill('https://pay.example/\nhttp://localhost:3000/')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The redirect URIs were changed', { exact: true }).first().waitFor()
  await lookAt(admin, 'application-authentication')
  await page.getByRole('tab', { name: 'API permissions' }).click()
  await page.getByRole('button', { name: 'Edit permissions' }).click()
  await pick(page, 'Application permissions', 'Group.Read', 'Group.Read.All')
  await page.getByRole('combobox', { name: 'Delegated permissions' }).pressSequentially('User.Read')
  await page.getByRole('option').first().click()
  await lookAt(admin, 'application-permissions-edit')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('The application now has 2 permissions', { exact: true }).first().waitFor()
  await lookAt(admin, 'application-permissions')
  await page.getByRole('tab', { name: 'Certificates & secrets' }).click()
  await page.getByRole('button', { name: 'New client secret' }).click()
  await page.getByLabel('Description').fill('Nightly run')
  await lookAt(admin, 'application-secret-add')
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  const made = page.getByRole('dialog', { name: 'Client secret' })
  const secret = (await made.getByText(/^[\w-]{43}$/).textContent()) ?? ''
  await lookAt(admin, 'application-secret-once')
  await made.getByRole('button', { name: 'Close' }).last().click()
  await page.getByText('Nightly run').first().waitFor()
  expect(await page.content()).not.toContain(secret)
  await lookAt(admin, 'application-secrets')
  const [application] = await listApplications(site.kernel, systemActor())
  expect(application).toMatchObject({
    displayName: 'Payroll',
    redirectUris: ['https://pay.example/', 'http://localhost:3000/'],
    permissions: ['Group.Read.All'],
    delegatedPermissions: ['User.Read'],
  })
  expect(complaints).toEqual([])
})

test('an application is kept out and let in again, loses its secret, and is deleted with what goes with it', async () => {
  await using site = await openSite()
  const { id } = await payroll(site)
  await createPublicApplication(site.kernel, systemActor(), { displayName: 'Phone book' })
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: '/applications' })
  const { page, complaints } = admin
  await page.getByText('Expiring soon').first().waitFor()
  await lookAt(admin, 'applications')
  await page.getByRole('searchbox', { name: 'Search by name or client ID' }).fill('pay')
  await page.getByRole('link', { name: 'Payroll' }).click()
  await page.getByRole('button', { name: 'Disable sign-in' }).click()
  await lookAt(admin, 'application-disable')
  await inDialog(page, 'Disable sign-in').click()
  await page.getByText('This application is disabled').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('button', { name: 'Disable sign-in' }).click()
  await inDialog(page, 'Disable sign-in').click()
  await page.getByText('This application is disabled').first().waitFor()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await lookAt(admin, 'application')
  await page.getByRole('button', { name: 'Enable sign-in' }).click()
  await page.getByRole('button', { name: 'Disable sign-in' }).waitFor()
  await page.goto(`/admin/applications/${id}?tab=secrets`)
  await page.getByRole('button', { name: 'Remove the secret' }).click()
  await inDialog(page, 'Remove').click()
  await page.getByText('There is no client secret.').first().waitFor()
  await page.getByRole('button', { name: 'Delete' }).click()
  await lookAt(admin, 'application-delete')
  await inDialog(page, 'Delete application').click()
  await page.getByText('Payroll was deleted').last().waitFor()
  await page.getByRole('link', { name: 'Phone book' }).waitFor()
  expect(await listApplications(site.kernel, systemActor())).toHaveLength(1)
  expect(complaints).toEqual([])
})

test('a Global Reader reads applications, is offered no change, and the server refuses it', async () => {
  await using site = await openSite()
  const { id } = await payroll(site)
  const path = `/applications/${id}`
  await using admin = await openAdminAs(site, roleIds.globalReader, { path, locale: 'de-DE' })
  const { page } = admin
  await page.getByText('Aktiviert für die Benutzeranmeldung?').first().waitFor()
  await lookAt(admin, 'application-german')
  for (const name of ['Umbenennen', 'Anmeldung deaktivieren', 'Löschen']) {
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
  }
  for (const [tab, name] of [
    ['Authentifizierung', 'Speichern'],
    ['Zertifikate & Geheimnisse', 'Neues Clientgeheimnis'],
    ['API-Berechtigungen', 'Berechtigungen bearbeiten'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click()
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
  }
  await page.getByText('Benutzer lesen').first().waitFor()
  expect(await ask(page, 'PATCH', `/v1.0${path}`, { displayName: 'Mine' })).toBe(403)
  expect(await ask(page, 'POST', `/v1.0${path}/addPassword`, {})).toBe(403)
  expect(await ask(page, 'DELETE', `/v1.0${path}`)).toBe(403)
})

test('who may not read applications is told so, and the server refuses it', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path: '/applications' })
  await admin.page.getByText('You have no permission for this').first().waitFor()
  expect(await admin.page.getByRole('button', { name: 'New registration' }).count()).toBe(0)
  expect(await ask(admin.page, 'GET', '/v1.0/applications')).toBe(403)
})
