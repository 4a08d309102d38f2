import { expect, test } from 'vitest'
import { instant } from '../base/time.ts'
import { tokenErrors } from './rules/token-errors.ts'
import { askedResource, errorBody, isTenantName } from './rules.ts'

const own = 'https://id.example.com'
const graph = 'https://graph.microsoft.com'
const tenant = { id: '11111111-2222-4333-8444-555555555555', domain: 'example.com' }

test.each([
  [tenant.id, true],
  [tenant.id.toUpperCase(), true],
  ['Example.COM', true],
  ['common', true],
  ['organizations', true],
  ['consumers', false],
  ['sub.example.com', false],
  ['', false],
  ['__proto__', false],
])('the tenant named %j is ours: %s', (segment, expected) => {
  expect(isTenantName(segment, tenant)).toBe(expected)
})

test.each([
  [`${graph}/.default`, graph],
  [`${graph}//.default`, graph],
  ['00000003-0000-0000-c000-000000000000/.default', graph],
  [`${own}/.default`, own],
])('the scope %s is for %s', (scope, resource) => {
  expect(askedResource(scope, own)).toEqual({ ok: true, resource })
})

test.each([
  [undefined, 'scopeMissing'],
  ['', 'scopeMissing'],
  [graph, 'notDefault'],
  [`${graph}/User.Read.All`, 'notDefault'],
  [`${graph}/.default `, 'notDefault'],
  [`${graph}/.default openid`, 'notDefault'],
  [`openid ${graph}/.default`, 'notDefault'],
  ['/.default', 'unknownResource'],
  ['.default', 'notDefault'],
  [`${graph}.evil.example/.default`, 'unknownResource'],
  [`${graph}///.default`, 'unknownResource'],
  [`${own.toUpperCase()}/.default`, 'unknownResource'],
])('the scope %j is refused: %s', (scope, why) => {
  expect(askedResource(scope, own)).toEqual({ ok: false, why })
})

test('a refusal names its number in text and list, and the time as Entra writes it', () => {
  const trace = { now: instant(Date.UTC(2026, 2, 2, 8, 0, 0, 123)), traceId: 'trace', correlationId: 'correlation' }
  expect(errorBody(tokenErrors.disabled, trace)).toEqual({
    error: 'unauthorized_client',
    error_description:
      'AADSTS7000112: The application is disabled.\r\nTrace ID: trace\r\nCorrelation ID: correlation\r\nTimestamp: 2026-03-02 08:00:00Z',
    error_codes: [7000112],
    timestamp: '2026-03-02 08:00:00Z',
    trace_id: 'trace',
    correlation_id: 'correlation',
  })
})
