import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { check, floorOf } from './floors/check.ts'
import { printFloors } from './floors/table.ts'

const root = join(import.meta.dirname, '..')
const dependencies = new Set(Object.keys(packageJson.dependencies))

test('every file of the repository keeps to its floor', () => {
  const paths = globSync('{src,contract,web,tests,tools,bench}/**/*.{ts,tsx}', { cwd: root, exclude: ['web/dist/**'] })
  const findings = paths.flatMap((path) => {
    const relative = path.replaceAll('\\', '/')
    return check(relative, readFileSync(join(root, path), 'utf8'), dependencies)
  })
  expect(findings).toEqual([])
})

test('docs/architecture.md shows the table that is enforced (UPDATE_DOCS=1 rewrites it)', () => {
  const page = join(root, 'docs', 'architecture.md')
  const text = readFileSync(page, 'utf8')
  const printed = text.replace(
    /<!-- floors -->[\s\S]*<!-- \/floors -->/,
    `<!-- floors -->\n${printFloors()}\n<!-- /floors -->`,
  )
  if (process.env['UPDATE_DOCS']) writeFileSync(page, printed)
  else expect(text).toBe(printed)
})

describe('the file name says the floor', () => {
  test.each([
    ['src/base/time.ts', 'base'],
    ['src/methods/totp/rules.ts', 'rules'],
    ['src/policies/conditional-access/rules/users.ts', 'rules'],
    ['src/directory/tables.ts', 'rules'],
    ['src/kernel/tables.ts', 'kernel'],
    ['src/directory/store.ts', 'store'],
    ['src/methods/method.ts', 'service'],
    ['src/methods/passkey/ceremony.ts', 'service'],
    ['src/signin/signin.ts', 'face'],
    ['src/methods/index.ts', 'face'],
    ['src/main/cli.ts', 'main'],
    ['web/signin/main.ts', 'web'],
    ['web/portal/shell/shell.tsx', 'portal'],
    ['src/directory/service.test.ts', undefined],
    ['tests/kit/database.ts', undefined],
  ])('%s is %s', (path, floor) => {
    expect(floorOf(path)).toBe(floor)
  })
})

describe('what the check refuses', () => {
  test.each([
    [
      'an upward import',
      'src/base/time.ts',
      "import { Store } from '../kernel/store.ts'",
      '(base) imports src/kernel/store.ts (kernel)',
    ],
    [
      'an upward import of a type',
      'src/kernel/a.ts',
      "import type { X } from '../directory/service.ts'",
      '(kernel) imports src/directory/service.ts (service)',
    ],
    [
      'an upward re-export',
      'src/directory/service.ts',
      "export * from './graph.ts'",
      '(service) imports src/directory/graph.ts (face)',
    ],
    [
      'an upward dynamic import',
      'src/base/a.ts',
      "await import('../main/cli.ts')",
      '(base) imports src/main/cli.ts (main)',
    ],
    [
      "another slice's store",
      'src/signin/service.ts',
      "import { x } from '../directory/store.ts'",
      'imports the store of another slice, src/directory/store.ts',
    ],
    [
      "another slice's tables in a store",
      'src/signin/store.ts',
      "import type { x } from '../directory/tables.ts'",
      'imports the tables of another slice, src/directory/tables.ts',
    ],
    [
      "another slice's inner file",
      'src/signin/service.ts',
      "import { x } from '../methods/passkey/ceremony.ts'",
      'imports src/methods/passkey/ceremony.ts; other slices are reached through service.ts or method.ts',
    ],
    [
      'a store in a face',
      'src/directory/graph.ts',
      "import { x } from './store.ts'",
      '(face) imports src/directory/store.ts (store)',
    ],
    [
      'the contract in a service',
      'src/directory/service.ts',
      "import { x } from '../../contract/graph/user.ts'",
      '(service) imports contract/graph/user.ts (contract)',
    ],
    [
      'the server in the web',
      'web/signin/main.ts',
      "import { x } from '../../src/base/time.ts'",
      '(web) imports src/base/time.ts (base)',
    ],
    [
      'a tool in the server',
      'src/main/cli.ts',
      "import { x } from '../../tools/build-web.ts'",
      'imports tools/build-web.ts, which is on no floor',
    ],
    ['Kysely in a service', 'src/directory/service.ts', "import { sql } from 'kysely'", '(service) imports kysely'],
    ['a Kysely value in tables', 'src/directory/tables.ts', "import { sql } from 'kysely'", '(rules) imports kysely'],
    ['Fastify in a service', 'src/directory/service.ts', "import fastify from 'fastify'", '(service) imports fastify'],
    [
      'Node in rules',
      'src/directory/rules.ts',
      "import { createHmac } from 'node:crypto'",
      '(rules) imports node:crypto',
    ],
    ['zod in the kernel', 'src/kernel/log.ts', "import { z } from 'zod'", '(kernel) imports zod'],
    [
      'a development dependency',
      'src/kernel/a.ts',
      "import { test } from 'vitest'",
      'imports vitest, which is no production dependency',
    ],
    [
      'the time of day',
      'src/signin/service.ts',
      'export const at = Date.now()',
      'uses Date.now (ambient time or randomness)',
    ],
    ['a Date of now', 'src/base/time.ts', 'export const at = new Date()', 'uses new Date (ambient time or randomness)'],
    [
      'Math.random',
      'src/directory/rules.ts',
      'export const draw = Math.random',
      'uses Math.random (ambient time or randomness)',
    ],
    [
      'imported randomness',
      'src/oidc/keys.ts',
      "import { randomBytes } from 'node:crypto'",
      'uses randomBytes (ambient time or randomness)',
    ],
    [
      'randomness of crypto',
      'src/oidc/keys.ts',
      'export const id = crypto.randomUUID()',
      'uses randomUUID (ambient time or randomness)',
    ],
    ['a timer', 'src/main/server.ts', 'setTimeout(stop, 5)', 'uses setTimeout (timer)'],
    [
      'an imported timer',
      'src/main/server.ts',
      "import { setTimeout } from 'node:timers/promises'",
      'uses setTimeout (timer)',
    ],
    ['fetch', 'src/oidc/provider.ts', "await fetch('https://example.com')", 'uses fetch (fetch)'],
    [
      'the environment',
      'src/kernel/log.ts',
      "export const level = process.env['LEVEL']",
      'uses process.env (process.env)',
    ],
    [
      'composed raw SQL',
      'src/directory/store.ts',
      `import { sql } from 'kysely'\nsql.raw(\`drop table \${name}\`)`,
      'puts a text together inside sql.raw',
    ],
    ['a file of 401 lines', 'tools/a.ts', 'export {}\n'.repeat(401), 'has 401 lines; at most 400 are allowed'],
    ['a suppression', 'tests/kit/a.ts', '// @ts-ignore', 'says "@ts-ignore" in a comment'],
    ['a skipped test', 'src/base/time.test.ts', "test.skip('later', () => {})", 'uses test.skip'],
    ['a mocked module', 'tests/a.test.ts', "vi.mock('../src/base/time.ts')", 'uses vi.mock'],
  ])('%s', (_, path, text, finding) => {
    expect(check(path, text, dependencies)).toEqual([`${path} ${finding}`])
  })
})

describe('what the check allows', () => {
  test.each([
    ['src/directory/service.ts', "import { insert } from './store.ts'\nimport { may } from '../roles/service.ts'"],
    [
      'src/methods/passkey/service.ts',
      "import type { Ceremony } from '../method.ts'\nimport { createHash } from 'node:crypto'",
    ],
    ['src/policies/conditional-access/rules/users.ts', "import type { Facts } from '../rules.ts'"],
    [
      'src/directory/store.ts',
      "import { sql } from 'kysely'\nimport type { Schema } from '../kernel/tables.ts'\nsql.raw('vacuum')",
    ],
    ['src/directory/tables.ts', "import type { Generated } from 'kysely'"],
    ['src/kernel/system.ts', "import { randomBytes } from 'node:crypto'\nexport const now = () => Date.now()"],
    [
      'src/base/time.ts',
      "// Not Date.now(), as 'new Date()' would be.\nexport const iso = (at: number) => new Date(at).toISOString()",
    ],
    ['src/kernel/config.ts', "import { z } from 'zod'\nexport const env = process.env"],
    ['src/methods/index.ts', "import { passkey } from './passkey/index.ts'"],
    ['src/main/compose.ts', "import { append } from '../audit/store.ts'"],
    ['web/signin/main.ts', "import { startRegistration } from '@simplewebauthn/browser'\nsetTimeout(tick, Date.now())"],
  ])('%s', (path, text) => {
    expect(check(path, text, dependencies)).toEqual([])
  })
})
