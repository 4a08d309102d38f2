import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { listPolicies } from '../../../src/policies/conditional-access/service.ts'
import { roleIds } from '../../../src/roles/rules.ts'
import { aPolicy } from '../../kit/access-in-force.ts'
import { lookAt, openAdminAs } from '../../kit/admin.ts'
import { aGroup, anAdministrator, aUser, systemActor } from '../../kit/builders.ts'
import { openSite, type TestSite } from '../../kit/site.ts'

const path = '/conditional-access/new'
const stored = async ({ kernel }: TestSite) => (await listPolicies(kernel, systemActor())).policies

const section = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })

async function pick(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: text }).first().click()
  await page.keyboard.press('Escape')
}

test('a policy is put together as in Entra, and said in one sentence as one goes', async () => {
  await using site = await openSite()
  const { kernel } = site
  await anAdministrator(kernel, roleIds.globalAdministrator)
  const group = await aGroup(kernel, { displayName: 'Break glass' })
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  const sentence = page.getByRole('complementary').getByRole('status')
  await sentence.getByText('Nobody yet').waitFor()
  await lookAt(admin, 'conditional-access-new')
  await page.getByLabel('Name').fill('Strong proof for all')
  await section(page, 'Users').click()
  await page.getByRole('radio', { name: 'All users' }).click()
  await page.getByText('You are included.').first().waitFor()
  await page.getByText('No user and no group is excluded.').first().waitFor()
  await pick(page, 'Groups (Exclude)', 'Break glass')
  expect(await page.getByText('No user and no group is excluded.').count()).toBe(0)
  await lookAt(admin, 'conditional-access-users')
  await section(page, 'Target resources').click()
  await page.getByRole('radio', { name: 'All resources' }).click()
  await section(page, 'Grant').click()
  await page.getByRole('checkbox', { name: 'Require multifactor authentication' }).click()
  await page.getByRole('checkbox', { name: /Require device to be marked as compliant/ }).click()
  await page.getByText('whoever it applies to is shut out').first().waitFor()
  await page.getByRole('radio', { name: 'Require one of the selected controls' }).click()
  await lookAt(admin, 'conditional-access-grant')
  await section(page, 'Session').click()
  await page.getByRole('switch', { name: 'Sign-in frequency' }).click()
  await page.getByLabel('Number').fill('12')
  await lookAt(admin, 'conditional-access-session')
  expect(await sentence.innerText()).toBe(
    'Everybody except group Break glass who opens all resources needs multifactor authentication or a device marked as compliant and must sign in again every 12 hours.',
  )
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'Strong proof for all' }).waitFor()
  expect(await stored(site)).toMatchObject([
    {
      displayName: 'Strong proof for all',
      state: 'enabledForReportingButNotEnforced',
      conditions: { users: { includeUsers: ['All'], excludeGroups: [group.id] } },
      grantControls: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] },
      sessionControls: { signInFrequency: { value: 12, type: 'hours' } },
    },
  ])
  expect(complaints).toEqual([])
})

test('network, conditions, target and strength are set, and what never holds here says so', async () => {
  await using site = await openSite()
  const { kernel } = site
  await anAdministrator(kernel, roleIds.globalAdministrator)
  const policy = await aPolicy(kernel, {
    displayName: 'In work',
    state: 'disabled',
    grant: { builtInControls: ['mfa'] },
  })
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `/conditional-access/${policy.id}?section=target`,
    locale: 'de-DE',
  })
  const { page, complaints } = admin
  await page.getByRole('radio', { name: 'Benutzeraktionen' }).click()
  await lookAt(admin, 'conditional-access-target-german')
  await section(page, 'Netzwerk').click()
  await page.getByRole('switch', { name: 'Konfigurieren' }).click()
  await page
    .getByRole('radiogroup', { name: 'Ausschließen' })
    .getByRole('radio', { name: 'Alle vertrauenswürdigen Netzwerke' })
    .click()
  await lookAt(admin, 'conditional-access-network-german')
  await section(page, 'Bedingungen').click()
  await page.getByRole('switch', { name: 'Geräteplattformen' }).click()
  await page.getByRole('switch', { name: 'Anmelderisiko' }).click()
  await page.getByText('sie gilt also für niemanden').first().waitFor()
  await lookAt(admin, 'conditional-access-conditions-german')
  await page.getByRole('switch', { name: 'Anmelderisiko' }).click()
  await section(page, 'Gewähren').click()
  await page.getByRole('checkbox', { name: 'Authentifizierungsstärke anfordern' }).click()
  await page.getByRole('combobox', { name: 'Authentifizierungsstärke' }).click()
  await page.getByRole('option', { name: /Phishing.resistant MFA/ }).click()
  await page.getByRole('button', { name: 'Speichern' }).click()
  await expect.poll(async () => (await stored(site))[0]?.grantControls?.authenticationStrength).toBeTruthy()
  expect(await stored(site)).toMatchObject([
    {
      conditions: {
        applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
        platforms: { includePlatforms: ['all'] },
        signInRiskLevels: [],
      },
      grantControls: { builtInControls: [], authenticationStrength: '00000000-0000-0000-0000-000000000004' },
    },
  ])
  expect(complaints).toEqual([])
})

test('roles, guests and an application that the reader may not look up are picked, by keyboard alone', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page, complaints } = admin
  const choose = async (label: string, text: string) => {
    await page.getByRole('combobox', { name: label }).focus()
    await page.keyboard.type(text)
    await page.getByRole('option', { name: text }).first().waitFor()
    await page.keyboard.press('Enter')
    await page
      .getByRole('button', { name: new RegExp(`^(Remove )?.*${text}`) })
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
  }
  await page.getByLabel('Name').focus()
  await page.keyboard.type('Helpers')
  await section(page, 'Users').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'None' }).last().focus()
  await page.keyboard.press('ArrowUp')
  await choose('Directory roles (Include)', 'Helpdesk Administrator')
  await choose('Guest or external users (Include)', 'All guests')
  await section(page, 'Target resources').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: /^All resources/ }).waitFor()
  await page.getByRole('radio', { name: 'None' }).last().focus()
  await page.keyboard.press('ArrowUp')
  await choose('Resources (Include)', '11111111-2222-4333-8444-555555555555')
  await section(page, 'Grant').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Block access' }).focus()
  await page.keyboard.press('Space')
  await page.getByLabel('Name').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Helpers' }).waitFor()
  expect(await stored(site)).toMatchObject([
    {
      conditions: {
        users: { includeUsers: ['GuestsOrExternalUsers'], includeRoles: [roleIds.helpdeskAdministrator] },
        applications: { includeApplications: ['11111111-2222-4333-8444-555555555555'] },
      },
      grantControls: { builtInControls: ['block'] },
    },
  ])
  expect(complaints).toEqual([])
})

test('what the server refuses is shown where it belongs, and nothing typed is lost', async () => {
  await using site = await openSite()
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  const { page } = admin
  await page.getByLabel('Name').fill('Half a policy')
  await page.getByRole('button', { name: 'Create' }).click()
  await page
    .getByRole('alert')
    .or(page.getByText(/names no control/))
    .first()
    .waitFor()
  await lookAt(admin, 'conditional-access-refused')
  expect(await page.getByLabel('Name').inputValue()).toBe('Half a policy')
  expect(await stored(site)).toEqual([])
})

test('a policy that locks every administrator out names them, and is saved only after a yes', async () => {
  await using site = await openSite()
  await anAdministrator(site.kernel, roleIds.globalAdministrator, { displayName: 'Karla Keeper' })
  const policy = await aPolicy(site.kernel, { displayName: 'Block', state: 'disabled' })
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `/conditional-access/${policy.id}`,
  })
  const { page } = admin
  await page.getByRole('radio', { name: 'On', exact: true }).click()
  await page.getByText('You are about to block yourself.').first().waitFor()
  await page.getByText('All users, all resources and Block access').first().waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('alertdialog', { name: 'This would lock out every administrator' })
  await question.getByText(/Grace Admin/).waitFor()
  await lookAt(admin, 'conditional-access-editor-lock-out')
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await stored(site)).toMatchObject([{ state: 'disabled' }])
  await page.getByRole('button', { name: 'Save' }).click()
  await question.getByRole('button', { name: 'Save and lock them out' }).click()
  await expect.poll(async () => (await stored(site))[0]?.state).toBe('enabled')
})

test('changes that are not saved are asked about before they are left, and a policy is duplicated', async () => {
  await using site = await openSite()
  await anAdministrator(site.kernel, roleIds.globalAdministrator)
  const policy = await aPolicy(site.kernel, {
    displayName: 'Original',
    state: 'disabled',
    grant: { builtInControls: ['mfa'] },
  })
  await using admin = await openAdminAs(site, roleIds.conditionalAccessAdministrator, {
    path: `/conditional-access/${policy.id}`,
  })
  const { page, complaints } = admin
  await page.getByLabel('Name').fill('Changed')
  await page.getByRole('navigation').getByRole('link', { name: 'What If' }).click()
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await page.getByLabel('Name').inputValue()).toBe('Changed')
  await page.getByRole('navigation').getByRole('link', { name: 'What If' }).click()
  await question.getByRole('button', { name: 'Leave without saving' }).click()
  await page.getByRole('heading', { level: 1, name: 'What If' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Duplicate' }).click()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Copy of Original')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'Copy of Original' }).waitFor()
  expect((await stored(site)).map(({ displayName }) => displayName).sort()).toEqual(['Copy of Original', 'Original'])
  expect(complaints).toEqual([])
})

test('what a policy in report-only would have come to is shown to whoever may read the log, as a chart and a table', async () => {
  await using site = await openSite()
  const { kernel } = site
  const policy = await aPolicy(kernel, {
    displayName: 'To come',
    state: 'enabledForReportingButNotEnforced',
    grant: { builtInControls: ['mfa'] },
  })
  const ada = await aUser(kernel, { displayName: 'Ada Lovelace' })
  const came = ['reportOnlySuccess', 'reportOnlyInterrupted', 'reportOnlyFailure', 'reportOnlyInterrupted'] as const
  for (const [index, result] of came.entries()) {
    await kernel.store.write(systemActor(), async (w) =>
      w.signIn({
        subject: {
          kind: 'user',
          userId: ada.id,
          userPrincipalName: ada.userPrincipalName,
          displayName: 'Ada Lovelace',
        },
        app: { appId: 'app', displayName: 'App' },
        errorCode: 0,
        details: [],
        requirement: 'multiFactorAuthentication',
        policies: [
          {
            id: policy.id,
            displayName: 'To come',
            enforcedGrantControls: ['Mfa'],
            enforcedSessionControls: [],
            result,
          },
        ],
      }),
    )
    kernel.clock.advanceSeconds(86_400 * (index % 2))
  }
  const path = `/conditional-access/${policy.id}`
  await using admin = await openAdminAs(site, roleIds.securityAdministrator, { path })
  const { page, complaints } = admin
  const impact = page.getByRole('region', { name: 'Impact' }).first()
  await impact.getByText('1 person asked for more or kept out').waitFor()
  await page.getByRole('button', { name: /table/ }).click()
  await lookAt(admin, 'conditional-access-impact')
  const person = impact.getByRole('row', { name: /Ada Lovelace/ })
  expect(await person.getByRole('cell').allInnerTexts()).toEqual(['Ada Lovelace', '2', '1'])
  await impact.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last 30 days' }).click()
  await expect.poll(() => page.url()).toContain('days=30')
  expect(complaints).toEqual([])
  await using blind = await openAdminAs(site, roleIds.conditionalAccessAdministrator, { path })
  await blind.page.getByText('which your role may not read').first().waitFor()
})
