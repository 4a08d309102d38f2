import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { apiRoutes } from '../src/faces/api/routes.ts'
import { graphRoutes } from '../src/faces/graph/routes.ts'
import { printAdvisories } from './documents/advisories.ts'
import { printApi } from './documents/api.ts'
import { printCoverage } from './documents/coverage.ts'
import { printErrors } from './documents/errors.ts'
import { printPermissions } from './documents/permissions.ts'

const docs = join(import.meta.dirname, '..', 'docs')

test.each([
  ['advisories.md', printAdvisories],
  ['errors.md', printErrors],
  ['permissions.md', printPermissions],
  ['graph-coverage.md', () => printCoverage(graphRoutes)],
  ['api.md', () => printApi(apiRoutes)],
])('docs/%s shows what the code says (UPDATE_DOCS=1 rewrites it)', (name, print) => {
  const page = join(docs, name)
  if (process.env['UPDATE_DOCS']) writeFileSync(page, print())
  const text = existsSync(page) ? readFileSync(page, 'utf8') : ''
  expect(text.replaceAll('\r\n', '\n')).toBe(print())
})
