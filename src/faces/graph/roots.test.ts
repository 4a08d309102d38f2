import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'
import { elsewhere, isElsewhere } from './roots.ts'
import { graphRoutes } from './routes.ts'

const asked = (path: string) => isElsewhere(parseAddress(path).segments)

test.each([
  '/teams',
  '/teams/1/channels',
  '/Security/alerts',
  '/users/ada@example.com/messages',
  "/users('ada@example.com')/messages/1/attachments",
  '/users/1/calendar/events',
  '/users/1/microsoft.graph.getMailTips()',
  '/users/1/authentication/platformCredentialMethods',
  '/groups/1/sites/root',
  '/policies/tokenLifetimePolicies',
  '/identity/b2xUserFlows/1',
  '/roleManagement/directory/roleEligibilitySchedules',
  '/roleManagement/entitlementManagement/roleDefinitions',
  '/identityGovernance/accessReviews/definitions',
  '/auditLogs/provisioning',
  "/reports/getOffice365ActiveUserDetail(period='D7')",
  '/directory/deletedItems/microsoft.graph.application',
])('Graph has %s', (path) => {
  expect(asked(path)).toBe(true)
})

test.each([
  '/',
  '/nonsense',
  '/users/1/nonsense',
  '/users/messages',
  '/users/1/authentication/messages',
  "/users('messages')",
  '/groups/messages',
  '/messages',
  '/policies/nonsense',
  '/identity/users',
  '/__proto__',
  '/constructor/users',
  '/users/1/constructor',
])('nobody has %s', (path) => {
  expect(asked(path)).toBe(false)
})

test('nothing that is offered is listed as what is not', () => {
  const offered = graphRoutes.flatMap(({ path }) => {
    const parts = path
      .slice(1)
      .replaceAll(/\{\w+\}/g, '*')
      .split('/')
    return parts.map((part, index) => [parts.slice(0, index).join('/'), part] as const)
  })
  const wrong = offered.filter(([place, part]) => elsewhere[place]?.split(/\s+/).includes(part))
  expect(new Set(wrong.map((parts) => parts.join('/')))).toEqual(new Set())
})

test('every place that is listed stands under something that is offered', () => {
  const places = new Set(
    graphRoutes.flatMap(({ path }) => {
      const parts = path
        .slice(1)
        .replaceAll(/\{\w+\}/g, '*')
        .split('/')
      return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
    }),
  )
  expect(Object.keys(elsewhere).filter((place) => place !== '' && !places.has(place))).toEqual([])
})
