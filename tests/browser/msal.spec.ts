import { PublicClientApplication } from '@azure/msal-node'
import { expect, test } from 'vitest'
import { createPublicApplication } from '../../src/applications/service.ts'
import { openClients } from '../conformance/clients.ts'
import { openPage } from '../kit/browser.ts'
import { aUser, systemActor } from '../kit/builders.ts'

test('MSAL opens a browser, in which a pass signs somebody in, and gets its code by a form', async () => {
  await using clients = await openClients([])
  const { site, kernel, address } = clients
  const given = { displayName: 'Tool', redirectUris: ['http://localhost'], delegatedPermissions: ['User.Read'] }
  const { appId } = await createPublicApplication(kernel, systemActor(), given)
  const user = await aUser(kernel)
  const code = await site.passFor(user)
  await using opened = await openPage({ ignoreHTTPSErrors: true })
  const { page } = opened
  const client = new PublicClientApplication({
    auth: {
      clientId: appId,
      authority: `${address}/${kernel.tenant.id}`,
      knownAuthorities: [new URL(address).host],
    },
  })
  const told = await client.acquireTokenInteractive({
    scopes: ['User.Read'],
    successTemplate: 'You may close this window.',
    openBrowser: async (url) => {
      await page.goto(url)
      await page.getByLabel('User name').fill(user.userPrincipalName)
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByLabel('Temporary Access Pass').fill(code)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('You may close this window.').waitFor()
    },
  })
  expect(told).toMatchObject({ account: { username: user.userPrincipalName, localAccountId: user.id } })
  expect(opened.complaints).toEqual([])
  const me = await fetch(`${address}/v1.0/me`, { headers: { authorization: `Bearer ${told.accessToken}` } })
  expect(await me.json()).toMatchObject({ id: user.id })
})
