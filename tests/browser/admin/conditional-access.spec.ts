import { expect, test } from 'vitest'
import { roleDefinitions, roleIds } from '../../../src/roles/rules.ts'
import { access } from '../../../web/portal/texts/en/access.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aUser } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const path = '/conditional-access'

/** A tenant with a policy in every state, and one who could undo whatever is done. */
async function furnish(site: TestSite) {
  const { kernel } = site
  const { user: keeper } = await anAdministrator(kernel, roleIds.globalAdministrator, { displayName: 'Karla Keeper' })
  const group = await aGroup(kernel, { displayName: 'Break glass' })
  const ada = await aUser(kernel, { displayName: 'Ada Example' })
  const on = await aPolicy(kernel, {
    displayName: 'Strong proof for administrators',
    users: { includeUsers: [], includeRoles: [roleIds.securityReader], excludeGroups: [group.id] },
    grant: { builtInControls: ['mfa'] },
    session: {
      signInFrequency: {
        isEnabled: true,
        value: 8,
        type: 'hours',
        frequencyInterval: 'timeBased',
        authenticationType: 'primaryAndSecondaryAuthentication',
      },
    },
  })
  await aPolicy(kernel, {
    displayName: 'Block everywhere',
    state: 'enabledForReportingButNotEnforced',
    users: { excludeUsers: [ada.id] },
  })
  await aPolicy(kernel, { displayName: 'Forgotten', state: 'disabled', grant: { builtInControls: ['mfa'] } })
  return { keeper, group, ada, on }
}

test('the roles that policies may name have the names that the server gives them', () => {
  const named = Object.fromEntries(roleDefinitions.map(({ id, displayName }) => [id, displayName]))
  expect(access.roles).toMatchObject(named)
})

test('a Conditional Access Administrator finds each policy with whom it is for and what it asks, and filters the list', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  const row = page.getByRole('row', { name: /Strong proof for administrators/ })
  await row.waitFor()
  expect(await row.innerText()).toContain('Role Security Reader except group Break glass')
  await lookAt(admin, 'conditional-access')
  await page.getByRole('searchbox', { name: 'Search policies' }).fill('block')
  await page.getByText('1 item', { exact: true }).first().waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  expect(page.url()).toContain('search=block')
  await page.getByRole('searchbox').fill('nothing like it')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Off' }).click()
  await page.getByRole('link', { name: 'Forgotten' }).waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  expect(complaints).toEqual([])
})

test('a policy is turned on after what follows was said, and back by undo', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  await page.getByRole('button', { name: 'State of Forgotten: Off' }).click()
  await page.getByRole('menuitemradio', { name: 'Report-only' }).click()
  await page.getByRole('button', { name: 'State of Forgotten: Report-only' }).waitFor()
  await page.getByRole('button', { name: 'State of Strong proof for administrators: On' }).click()
  await page.getByRole('menuitemradio', { name: 'Off' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText(/Role Security Reader except group Break glass who opens all resources needs/).waitFor()
  await lookAt(admin, 'conditional-access-switch')
  await dialog.getByRole('button', { name: 'Take out of force' }).click()
  await page.getByRole('button', { name: 'State of Strong proof for administrators: Off' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('button', { name: 'State of Strong proof for administrators: On' }).waitFor()
  expect(complaints).toEqual([])
})

test('whom a switch would lock out is named before it is made', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page } = admin
  await page.getByRole('button', { name: 'State of Block everywhere: Report-only' }).click()
  await page.getByRole('menuitemradio', { name: 'On', exact: true }).click()
  await page.getByRole('button', { name: 'Turn on' }).click()
  const question = page.getByRole('alertdialog', { name: 'This would lock out every administrator' })
  await question.getByText(/Grace Admin/).waitFor()
  await lookAt(admin, 'conditional-access-lock-out')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'State of Block everywhere: Report-only' }).waitFor()
})

test('a deleted policy is restored as it was', async () => {
  await using site = await openSite()
  await furnish(site)
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Strong proof for administrators' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText(/last policy that is on/).waitFor()
  await lookAt(admin, 'conditional-access-delete')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('link', { name: 'Forgotten' }).waitFor()
  expect(await page.getByRole('link', { name: 'Strong proof for administrators' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Deleted policies' }).click()
  await page.getByRole('button', { name: 'Restore Strong proof for administrators' }).waitFor()
  await lookAt(admin, 'conditional-access-deleted')
  await page.getByRole('button', { name: 'Restore Strong proof for administrators' }).click()
  await page.getByText('No policy was deleted in the last thirty days').first().waitFor()
  await page.getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('button', { name: 'State of Strong proof for administrators: On' }).waitFor()
  expect(complaints).toEqual([])
})

test('security defaults are switched by whoever may, who is told what follows', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.securityAdministrator, { path })
  const { page, complaints } = admin
  await page.getByText('Security defaults are on', { exact: true }).first().waitFor()
  await lookAt(admin, 'conditional-access-empty')
  await page.getByRole('button', { name: 'Turn off security defaults' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Turn off security defaults' }).click()
  await page.getByRole('button', { name: 'Turn on security defaults' }).waitFor()
  expect(complaints).toEqual([])
})

test('a Conditional Access Administrator sees security defaults and is not offered to switch them', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path, locale: 'de-DE' })
  const { page } = admin
  await page.getByText('Sicherheitsstandards sind eingeschaltet', { exact: true }).first().waitFor()
  expect(await page.getByRole('button', { name: 'Sicherheitsstandards ausschalten' }).count()).toBe(0)
  const status = await page.evaluate(async () => {
    const answer = await fetch('/v1.0/policies/identitySecurityDefaultsEnforcementPolicy', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"isEnabled":false}',
    })
    return answer.status
  })
  expect(status).toBe(403)
})

test('the templates of Graph stand side by side, in the reader’s language', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `${path}?open=templates`,
    locale: 'de-DE',
  })
  const { page, complaints } = admin
  await page.getByRole('heading', { name: 'Legacyauthentifizierung blockieren' }).waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: 'Diese Vorlage verwenden' }).count()).toBe(9)
  await lookAt(admin, 'conditional-access-templates-german')
  await page.getByRole('button', { name: 'Diese Vorlage verwenden: Legacyauthentifizierung blockieren' }).click()
  await page.getByRole('heading', { level: 1, name: 'Neue Richtlinie' }).waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Legacyauthentifizierung blockieren')
  await page
    .getByText(/Für alle, ausgenommen Grace Admin, gilt beim Zugriff auf alle Ressourcen/)
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})

test('a Security Reader reads policies and is offered to change none', async () => {
  await using site = await openSite()
  const { on } = await furnish(site)
  await using admin = await openAdminAs(site, roleIds.securityReader, { path })
  const { page, complaints } = admin
  await page.getByRole('link', { name: 'Strong proof for administrators' }).waitFor()
  for (const name of ['New policy', 'New policy from template', /^State of/]) {
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  }
  await page.getByRole('link', { name: 'Strong proof for administrators' }).click()
  await page.getByText('Include: role Security Reader · Exclude: group Break glass').first().waitFor()
  await lookAt(admin, 'conditional-access-read')
  for (const name of ['Delete', 'Duplicate', 'Save']) {
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
  }
  expect(complaints).toEqual([])
  await page.goto(`/admin${path}/new`)
  await page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
  const refused = await page.evaluate(async (id) => {
    const headers = { 'content-type': 'application/json' }
    const address = `/v1.0/identity/conditionalAccess/policies/${id}`
    const change = await fetch(address, { method: 'PATCH', headers, body: '{"state":"disabled"}' })
    return [change.status, (await fetch(address, { method: 'DELETE' })).status]
  }, on.id)
  expect(refused).toEqual([403, 403])
})

test('a Helpdesk Administrator is not offered the page, and its address says that they may not', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.helpdeskAdministrator, { path })
  const { page } = admin
  await page.getByRole('heading', { name: 'You have no permission for this' }).waitFor()
  await page.getByRole('link', { name: 'Users', exact: true }).waitFor()
  for (const name of ['Conditional Access', 'What If', 'Exclusion watch']) {
    expect(await page.getByRole('navigation').getByRole('link', { name }).count()).toBe(0)
  }
  expect(await page.getByRole('button', { name: 'New policy' }).count()).toBe(0)
  await lookAt(admin, 'conditional-access-no-permission')
})
