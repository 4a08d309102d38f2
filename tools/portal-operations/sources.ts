import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const portal = join(import.meta.dirname, '..', '..', 'web', 'portal')

/** The source files of the admin center, by their path below `web/portal`. */
export const sources: ReadonlyMap<string, string> = new Map(
  globSync('{api,components,pages,shell}/**/*.{ts,tsx}', { cwd: portal, exclude: ['**/*.test.ts'] })
    .map((path) => path.replaceAll('\\', '/'))
    .map((path) => [path, readFileSync(join(portal, path), 'utf8')]),
)

/** What carries the requests of others, or ends the own session alone. */
const carriers = ['api/graph-client.ts', 'api/batch.ts', 'api/sign-out.ts']

const beginning = /^(?:export )?(?:async )?(?:(?:const|function) (\w+)|(?:interface|type) )/gm

/** What is declared at the top of a file, and its text; interfaces and types have no name here. */
function declared(text: string): readonly (readonly [name: string | undefined, text: string])[] {
  const found = [...text.matchAll(beginning)]
  return found.map((one, index) => [one[1], text.slice(one.index, found[index + 1]?.index)])
}

const changing = /method: '(?:POST|PATCH|PUT|DELETE)'|\bsendFile\(/

/** Every function that makes a request with another method than GET: its file, and its name. */
export const writers: readonly (readonly [path: string, name: string])[] = [...sources].flatMap(([path, text]) =>
  carriers.includes(path)
    ? []
    : declared(text).flatMap(([name, its]) =>
        name !== undefined && changing.test(its) ? [[path, name] as const] : [],
      ),
)

/** The names of a file's own functions that call one of these, these included. */
export function callersIn(path: string, name: string): readonly string[] {
  const all = declared(sources.get(path) ?? '')
  const names = new Set([name])
  for (const _ of all) {
    for (const [other, text] of all) {
      if (other !== undefined && [...names].some((one) => new RegExp(`\\b${one}\\b`).test(text))) names.add(other)
    }
  }
  return [...names]
}

const imports = (path: string): readonly string[] =>
  [...(sources.get(path) ?? '').matchAll(/(?:from |import\()'(\.[^']+)'/g)]
    .map((one) => join(dirname(path), one[1] ?? '').replaceAll('\\', '/'))
    .filter((other) => sources.has(other) && !other.startsWith('api/'))

/** The file and all that it loads, without the functions that ask the server. */
export function loadedBy(path: string): readonly string[] {
  const all = new Set([path])
  for (const one of all) for (const other of imports(one)) all.add(other)
  return [...all]
}

/** The files of the pages, one for each. */
export const pages: readonly string[] = [...sources.keys()].filter((path) => /^pages\/[^/]+\/page\.tsx$/.test(path))
