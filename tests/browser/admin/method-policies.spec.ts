import { expect, test } from 'vitest'
import { roleIds } from '../../../src/roles/rules.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aUser } from '../../kit/builders.ts'
import { aPass } from '../../kit/methods.ts'
import { setPolicy } from '../../kit/proving.ts'
import { openSite } from '../../kit/site.ts'

const path = '/methods'
const configure = `${path}?open=TemporaryAccessPass&tab=configure`

test('the Configure pane has Entra’s words, tells the ranges as one types, what follows, what changes, and undoes it', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.authenticationPolicyAdministrator, { path })
  const { page, complaints } = admin
  await page.getByRole('row', { name: /Temporary Access Pass/ }).waitFor()
  await page
    .getByText(/Graph shows these switched off, and they stay so: Microsoft Authenticator/)
    .first()
    .waitFor()
  await lookAt(admin, 'method-policies')
  await page.getByRole('link', { name: 'Temporary Access Pass', exact: true }).last().click()
  const pane = page.getByRole('dialog', { name: 'Temporary Access Pass' })
  await pane.getByRole('tab', { name: 'Configure' }).click()
  await pane
    .getByText('A pass lives 1 hour unless the desk chooses otherwise, at least 1 hour and at most 8 hours.', {
      exact: false,
    })
    .waitFor()
  await lookAt(admin, 'method-policies-pass')
  await pane.getByLabel('Maximum lifetime', { exact: true }).fill('2')
  await pane.getByLabel('Unit of Maximum lifetime').selectOption('days')
  await pane.getByText('10 minutes to 30 days · 2 days = 2,880 minutes').waitFor()
  await pane.getByLabel('Default lifetime', { exact: true }).fill('4')
  await pane.getByLabel('Unit of Default lifetime').selectOption('days')
  await pane.getByText('It must not be longer than the maximum lifetime.').waitFor()
  await pane.getByText('Mend what is marked to see what follows.').waitFor()
  await pane.getByLabel('Length (characters)').fill('7')
  await pane.getByText('It must be a whole number from 8 to 48.').waitFor()
  await lookAt(admin, 'method-policies-pass-wrong')
  await pane.getByLabel('Length (characters)').fill('12')
  await pane.getByLabel('Default lifetime', { exact: true }).fill('1')
  await pane
    .getByText('A pass lives 1 day unless the desk chooses otherwise, at least 1 hour and at most 2 days.', {
      exact: false,
    })
    .waitFor()
  await pane.getByText('Maximum lifetime: 8 hours → 2 days').waitFor()
  await pane.getByLabel('Length (characters)').press('Enter')
  await page.getByText('Temporary Access Pass saved', { exact: true }).last().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Temporary Access Pass is as it was', { exact: true }).last().waitFor()
  await page.getByRole('link', { name: 'Temporary Access Pass', exact: true }).last().click()
  await pane.getByRole('tab', { name: 'Configure' }).click()
  await pane.getByText('A pass lives 1 hour unless', { exact: false }).waitFor()
  expect(complaints).toEqual([])
})

test('switching passes off tells how many live ones that makes useless', async () => {
  await using site = await openSite()
  const { kernel } = site
  for (const displayName of ['Ada Example', 'Ben Example']) await aPass(kernel, await aUser(kernel, { displayName }))
  await using admin = await openAdminAs(site, roleIds.globalAdministrator, { path: `${path}?open=TemporaryAccessPass` })
  const { page, complaints } = admin
  const pane = page.getByRole('dialog', { name: 'Temporary Access Pass' })
  await pane.getByRole('switch', { name: 'Enable' }).click()
  await pane.getByText('Switching off Temporary Access Pass makes 2 live passes useless.').waitFor()
  await lookAt(admin, 'method-policies-off')
  await pane.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('alertdialog', { name: 'Save Temporary Access Pass?' })
  await question.getByText('Switching off Temporary Access Pass makes 2 live passes useless.').waitFor()
  await lookAt(admin, 'method-policies-off-asked')
  await question.getByRole('button', { name: 'Save all the same' }).click()
  await page.getByText('Temporary Access Pass saved', { exact: true }).last().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Temporary Access Pass is as it was', { exact: true }).last().waitFor()
  await page.getByRole('row', { name: /Temporary Access Pass.*Yes/ }).waitFor()
  expect(complaints).toEqual([])
})

test('a method is aimed at groups and users, and leaves some out', async () => {
  await using site = await openSite()
  await aGroup(site.kernel, { displayName: 'Pilot' })
  await aUser(site.kernel, { displayName: 'Ada Lovelace' })
  await using admin = await openAdminAs(site, roleIds.authenticationPolicyAdministrator, {
    path: `${path}?open=SoftwareOath`,
  })
  const { page, complaints } = admin
  const pane = page.getByRole('dialog', { name: 'Third-party software OATH tokens' })
  await pane.getByRole('radio', { name: 'Select targets' }).click()
  await pane.getByText('Nobody is included yet, so nobody can use the method.').waitFor()
  await pane.getByRole('combobox', { name: 'Groups (Include)' }).pressSequentially('Pil')
  await page.getByRole('option', { name: 'Pilot' }).click()
  await pane.getByRole('combobox', { name: 'Users (Exclude)' }).pressSequentially('Ada L')
  await page.getByRole('option', { name: /Ada Lovelace/ }).click()
  await pane.getByText('Include: All users → Pilot').waitFor()
  await lookAt(admin, 'method-policies-targets')
  await pane.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Third-party software OATH tokens saved', { exact: true }).last().waitFor()
  await page.getByRole('row', { name: /Pilot except Ada Lovelace/ }).waitFor()
  expect(complaints).toEqual([])
})

test('keys are restricted to AAGUIDs, which are checked as one types', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.authenticationPolicyAdministrator, {
    path: `${path}?open=Fido2&tab=configure`,
  })
  const { page, complaints } = admin
  const pane = page.getByRole('dialog', { name: 'Passkey (FIDO2)' })
  await pane.getByRole('switch', { name: 'Enforce key restrictions' }).click()
  await pane.getByRole('radio', { name: 'Allow' }).click()
  await pane.getByText(/This would allow no authenticator at all/).waitFor()
  await pane.getByLabel('AAGUIDs').fill('not one')
  await pane.getByText('“not” is no AAGUID', { exact: false }).waitFor()
  await pane.getByLabel('AAGUIDs').fill('EE882879-721c-4913-9775-3dfcce97072a')
  await pane.getByText('Key restriction policy: Off → Allow, 1 model').waitFor()
  await lookAt(admin, 'method-policies-passkey')
  await pane.getByRole('button', { name: 'Discard changes' }).click()
  await expect.poll(() => pane.getByLabel('AAGUIDs').inputValue()).toBe('')
  await pane.getByRole('switch', { name: /Enforce attestation/ }).click()
  await pane.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('alertdialog', { name: 'Close without saving?' }).getByRole('button', { name: 'Cancel' }).click()
  await pane.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Passkey (FIDO2) saved', { exact: true }).last().waitFor()
  expect(complaints).toEqual([])
})

test('a change of somebody else in between is told, and what was typed is laid over it', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.authenticationPolicyAdministrator, { path: configure })
  const { page } = admin
  const pane = page.getByRole('dialog', { name: 'Temporary Access Pass' })
  await pane.getByLabel('Length (characters)').fill('20')
  await setPolicy(site.kernel, 'TemporaryAccessPass', { passcodeAlphabet: 'full' })
  await pane.getByRole('button', { name: 'Save' }).click()
  await pane.getByRole('button', { name: 'Show what is there now' }).waitFor()
  await pane.getByText('Somebody else changed this meanwhile.').waitFor()
  await lookAt(admin, 'method-policies-conflict')
  await pane.getByRole('button', { name: 'Show what is there now' }).click()
  await expect.poll(() => pane.getByRole('radio', { name: /Upper and lower case/ }).isChecked()).toBe(true)
  expect(await pane.getByLabel('Length (characters)').inputValue()).toBe('20')
  await pane.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Temporary Access Pass saved', { exact: true }).last().waitFor()
})

test('a number that somebody else changed in between is not set back by the numbers beside it', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.authenticationPolicyAdministrator, { path: configure })
  const { page } = admin
  const pane = page.getByRole('dialog', { name: 'Temporary Access Pass' })
  await pane.getByLabel('Length (characters)').fill('20')
  await setPolicy(site.kernel, 'TemporaryAccessPass', { minimumLifetimeInMinutes: 30 })
  await pane.getByRole('button', { name: 'Save' }).click()
  await pane.getByRole('button', { name: 'Show what is there now' }).click()
  await expect.poll(() => pane.getByRole('textbox', { name: /^Minimum lifetime/ }).inputValue()).toBe('30')
  await pane.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Temporary Access Pass saved', { exact: true }).last().waitFor()
  const stored = await page.evaluate(async () => {
    const address = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'
    return (await fetch(address)).json()
  })
  expect(stored).toMatchObject({ minimumLifetimeInMinutes: 30, defaultLength: 20 })
})

test('the registration campaign and the settings of all methods are changed, in German too', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.authenticationPolicyAdministrator, {
    path: `${path}?view=campaign`,
    locale: 'de-DE',
  })
  const { page, complaints } = admin
  await page.getByRole('radio', { name: 'Aktiviert', exact: true }).first().click()
  await page.getByLabel('Zulässige Tage für erneute Erinnerung').fill('15')
  await page.getByText('Es muss eine ganze Zahl von 0 bis 14 sein.').first().waitFor()
  await page.getByLabel('Zulässige Tage für erneute Erinnerung').fill('3')
  await page.getByText('Status: Dem Server überlassen (aus) → Aktiviert').first().waitFor()
  await lookAt(admin, 'method-policies-campaign-german')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Registrierungskampagne gespeichert', { exact: true }).last().waitFor()
  await page.getByRole('tab', { name: 'Einstellungen' }).click()
  await page.getByRole('radio', { name: 'Migration wird durchgeführt' }).click()
  await lookAt(admin, 'method-policies-settings-german')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Einstellungen gespeichert', { exact: true }).last().waitFor()
  await page.goto(`/admin${configure}`)
  await page
    .getByText('Ein Pass gilt 1 Stunde, wenn der Servicedesk nichts anderes wählt', { exact: false })
    .first()
    .waitFor()
  await lookAt(admin, 'method-policies-pass-german')
  expect(complaints).toEqual([])
})

test('a Global Reader reads the policy and is offered to change nothing; the server refuses it too', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.globalReader, { path: configure })
  const { page, complaints } = admin
  const pane = page.getByRole('dialog', { name: 'Temporary Access Pass' })
  await pane.getByText('A pass lives 1 hour', { exact: false }).waitFor()
  expect(await pane.getByText('Hours', { exact: true }).count()).toBe(3)
  for (const name of ['Save', 'Discard changes']) expect(await pane.getByRole('button', { name }).count()).toBe(0)
  await lookAt(admin, 'method-policies-read')
  expect(complaints).toEqual([])
  const status = await page.evaluate(async () => {
    const address = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'
    const type = '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration'
    const body = JSON.stringify({ '@odata.type': type, state: 'disabled' })
    return (await fetch(address, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body })).status
  })
  expect(status).toBe(403)
})

test('a Helpdesk Administrator and a Security Reader are not offered the page, and its address says that they may not', async () => {
  await using site = await openSite()
  await anAdministrator(site.kernel, roleIds.globalAdministrator)
  for (const role of [roleIds.helpdeskAdministrator, roleIds.securityReader]) {
    await using admin = await openAdminAs(site, role, { path })
    const { page } = admin
    await page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Authentication methods' }).count()).toBe(0)
  }
})
