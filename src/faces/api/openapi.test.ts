import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { apiDocument } from './openapi.ts'
import { apiRoutes } from './routes.ts'

const document = JSON.parse(JSON.stringify(apiDocument(apiRoutes, 'https://id.example.com'))) as {
  readonly servers: readonly object[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>
}

test('the OpenAPI document is accepted by a validator of OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate({ ...document })).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('it has every route once, at its place', () => {
  expect(document.servers).toEqual([{ url: 'https://id.example.com/api/v1' }])
  for (const { method, path } of apiRoutes) expect(document.paths[path]?.[method.toLowerCase()]).toBeDefined()
  const ids = Object.values(document.paths).flatMap((verbs) => Object.values(verbs).map((verb) => verb.operationId))
  expect(ids).toHaveLength(new Set(ids).size)
})

test('every route says what it reads and answers, or answers nothing', () => {
  const silent = apiRoutes.filter(({ method, reads, answers }) => {
    const isRead = method === 'GET' || method === 'POST' ? answers : true
    return !isRead || (['PATCH', 'PUT'].includes(method) && !reads)
  })
  expect(silent).toEqual([])
})
