import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { graphRoutes } from '../src/faces/graph/routes.ts'
import { printCoverage } from './documents/coverage.ts'
import { coverageAreas } from './documents/graph-operations/areas.ts'

const rows = coverageAreas.flatMap((area) => area.rows)
const working = rows.filter(({ proof }) => proof)
const shown = working.map((row) => [`${row.method} ${row.path}`, row] as const)

/** Paths are the same whatever their keys are called, with functions' parentheses or without, and `/me` is a user. */
const normal = (path: string): string =>
  path
    .replace(/^\/me(?=\/|$)/, '/users/{id}')
    .replaceAll('()', '')
    .replaceAll(/\{\w+\}/g, '{}')

const registered = new Set(graphRoutes.map(({ method, path }) => `${method} ${normal(path)}`))

test('no operation stands in the page twice', () => {
  const names = rows.map(({ method, path }) => `${method} ${path}`)
  expect(names).toHaveLength(new Set(names).size)
})

test.each(shown)('%s has a route', (_, { method, path }) => {
  expect(registered).toContain(`${method} ${normal(path)}`)
})

/** The last name in a path, by which a test has to call it. */
function lastName(path: string): string {
  const names = path
    .replaceAll('()', '')
    .split('/')
    .filter((part) => !/^(\{.*\}|\$ref|)$/.test(part))
  return names.at(-1) ?? path
}

test.each(shown)('%s is shown by a test that is there and asks for it', (_, { path, proof = ['', ''] }) => {
  const [file, name] = proof
  const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
  expect(text.includes(`'${name}'`) || text.includes(`"${name}"`), `${file} has no test '${name}'`).toBe(true)
  expect(text.toLowerCase(), `${file} does not mention the address`).toContain(lastName(path).toLowerCase())
})

test('every address that is mounted stands in the page', () => {
  const page = printCoverage(graphRoutes)
  const missing = graphRoutes.filter(({ method, path }) => !page.includes(`| ${method} | \`${path}\` |`))
  expect(missing).toEqual([])
})
