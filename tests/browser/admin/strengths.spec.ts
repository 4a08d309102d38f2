import { expect, test } from 'vitest'
import { createStrength } from '../../../src/policies/authentication-strengths/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { anAdministrator, systemActor } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const path = '/strengths'
const model = 'ee882879-721c-4913-9775-3dfcce97072a'

/** A strength of the tenant's own that a policy asks of Reports Readers. */
async function furnish({ kernel }: TestSite) {
  await anAdministrator(kernel, roleIds.globalAdministrator, { displayName: 'Karla Keeper' })
  const strength = await createStrength(kernel, systemActor(), {
    displayName: 'Bootstrap and recover',
    description: 'A pass or a passkey',
    allowedCombinations: ['fido2', 'temporaryAccessPassOneTime'],
    combinationConfigurations: [],
  })
  const policy = await aPolicy(kernel, {
    displayName: 'Strong proof for readers',
    users: { includeUsers: [], includeRoles: [roleIds.reportsReader] },
    grant: { authenticationStrength: strength.id },
  })
  return { strength, policy }
}

test('a Conditional Access Administrator finds what meets each strength and which policies ask for it', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  await page.getByRole('row', { name: /Bootstrap and recover Custom.*Strong proof for readers/ }).waitFor()
  await page.getByText('1 of 15 custom strengths').first().waitFor()
  await lookAt(admin, 'strengths')
  await page.getByRole('searchbox', { name: 'Search strengths' }).fill('temporary access pass (one-time')
  await expect.poll(() => page.getByRole('row').count()).toBe(3)
  await page.getByRole('link', { name: 'Multifactor authentication' }).click()
  const builtIn = page.getByRole('dialog', { name: 'Multifactor authentication' })
  await builtIn.getByText('Password + Software OATH token').waitFor()
  expect(await builtIn.getByRole('button', { name: 'Edit' }).count()).toBe(0)
  await lookAt(admin, 'strengths-built-in')
  expect(complaints).toEqual([])
})

test('a strength is created with the models of passkeys that count, changed, put back, deleted and made again', async () => {
  await using site = await openSite()
  await anAdministrator(site.kernel, roleIds.globalAdministrator)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'New authentication strength' }).click()
  const form = page.getByRole('dialog', { name: 'New authentication strength' })
  await form.getByRole('button', { name: 'Create' }).click()
  await form.getByText('Choose at least one combination.').waitFor()
  await form.getByLabel('Name').fill('Our keys')
  await form.getByRole('checkbox', { name: /^Password \+ SMS/ }).click()
  await form.getByText(/Nobody here can meet any of these/).waitFor()
  await form.getByRole('checkbox', { name: 'Phishing-resistant MFA' }).click()
  await form.getByLabel('Allowed passkeys (AAGUIDs)').fill('something')
  await form.getByText('“something” is no AAGUID', { exact: false }).waitFor()
  await lookAt(admin, 'strengths-create')
  await form.getByLabel('Allowed passkeys (AAGUIDs)').fill(model)
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByText('Our keys created', { exact: true }).last().waitFor()
  await page.getByRole('link', { name: 'Our keys' }).click()
  await page.getByText(`Passkeys of these models only: ${model}`).first().waitFor()
  await lookAt(admin, 'strengths-own')
  await page.getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit Our keys' })
  await edit.getByRole('checkbox', { name: /^Password \+ SMS/ }).click()
  await edit.getByLabel('Name').fill('Our keys only')
  await edit.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Our keys only saved', { exact: true }).last().waitFor()
  const pane = page.getByRole('dialog', { name: 'Our keys only' })
  await pane.getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete Our keys only?' })
  await lookAt(admin, 'strengths-delete')
  await question.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Our keys only deleted', { exact: true }).last().waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Our keys only created again, with an ID of its own', { exact: true }).last().waitFor()
  await page.getByRole('link', { name: 'Our keys only' }).waitFor()
  expect(complaints).toEqual([])
})

test('of a strength in use it is told by which policies, before the server would refuse to delete it', async () => {
  await using site = await openSite()
  const { strength } = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.securityAdministrator, {
    path: `${path}?open=${strength.id}`,
    locale: 'de-DE',
  })
  const { page, complaints } = admin
  const pane = page.getByRole('dialog', { name: 'Bootstrap and recover' })
  await pane.getByRole('button', { name: 'Löschen' }).click()
  const told = page.getByRole('alertdialog', { name: 'Bootstrap and recover lässt sich nicht löschen' })
  await told.getByRole('link', { name: 'Strong proof for readers' }).waitFor()
  await lookAt(admin, 'strengths-in-use-german')
  await told.getByRole('button', { name: 'Schließen' }).click()
  await pane.getByRole('button', { name: 'Bearbeiten' }).click()
  const form = page.getByRole('dialog', { name: 'Bootstrap and recover bearbeiten' })
  await form.getByRole('checkbox', { name: /^Befristeter Zugriffspass \(mehrfache/ }).click()
  await form.getByText('Die Änderung entscheidet sofort, wer hineinkommt, unter Strong proof for readers.').waitFor()
  await lookAt(admin, 'strengths-edit-german')
  expect(complaints).toEqual([])
  const refused = await page.evaluate(async (id) => {
    const answer = await fetch(`/v1.0/policies/authenticationStrengthPolicies/${id}`, { method: 'DELETE' })
    return [answer.ok, ((await answer.json()) as { error: { message: string } }).error.message]
  }, strength.id)
  expect(refused).toEqual([false, expect.stringContaining("'Strong proof for readers'")])
})

test('a Security Reader reads strengths and is offered to change none; a Helpdesk Administrator may not look', async () => {
  await using site = await openSite()
  const { strength } = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.securityReader, { path: `${path}?open=${strength.id}` })
  const { page, complaints } = admin
  await page.getByRole('dialog', { name: 'Bootstrap and recover' }).getByText('Passkey (FIDO2)').waitFor()
  for (const name of ['Edit', 'Delete', 'New authentication strength']) {
    expect(await page.getByRole('button', { name, includeHidden: true }).count()).toBe(0)
  }
  expect(complaints).toEqual([])
  const status = await page.evaluate(async (id) => {
    const answer = await fetch(`/v1.0/policies/authenticationStrengthPolicies/${id}`, { method: 'DELETE' })
    return answer.status
  }, strength.id)
  expect(status).toBe(403)
  await using desk = await openAdminAs(site, roleIds.helpdeskAdministrator, { path })
  await desk.page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
  expect(await desk.page.getByRole('navigation').getByRole('link', { name: 'Authentication strengths' }).count()).toBe(
    0,
  )
})
