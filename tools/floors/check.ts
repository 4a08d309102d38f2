import { basename, dirname, join, matchesGlob } from 'node:path'
import { type Import, parse, type Source } from './source.ts'
import { doors, exceptions, type FloorName, floors, precedence, reserved } from './table.ts'

const mostLines = 400

const ambient = [
  'Date.now',
  'Date',
  'new Date',
  'Math.random',
  ...['randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues'],
]
const timers = ['setTimeout', 'setInterval', 'setTimeoutPromise']
const unfinished = ['skip', 'only', 'todo', 'fails', 'skipIf', 'runIf']
const suppression = /biome-ignore|@ts-(?:ignore|expect-error|nocheck)|\b(?:TODO|FIXME|XXX|HACK)\b/

/** The floor a file stands on; tests, tools and benchmarks stand on none. */
export function floorOf(path: string): FloorName | undefined {
  if (/\.(?:test|bench)\.tsx?$/.test(path)) return undefined
  return precedence.find((name) => floors[name].files.some((glob) => matchesGlob(path, glob)))
}

/**
 * Everything wrong with one file, each as a sentence that starts with its path.
 *
 * `path` is relative to the repository; `dependencies` are the names a production install has.
 */
export function check(path: string, text: string, dependencies: ReadonlySet<string>): readonly string[] {
  const source = parse(path, text)
  const floor = floorOf(path)
  const findings = [...sizeAndComments(source), ...unfinishedTests(source)]
  if (floor) {
    findings.push(...source.imports.flatMap((found) => wrongImport(path, floor, found, dependencies)))
    findings.push(...wrongUse(source, floor))
  }
  return findings.map((finding) => `${path} ${finding}`)
}

function sizeAndComments({ text, comments }: Source): string[] {
  const lines = text.split('\n').length - 1
  const suppressed = comments.map((comment) => suppression.exec(comment.value)?.[0]).find(Boolean)
  return [
    ...(lines > mostLines ? [`has ${lines} lines; at most ${mostLines} are allowed`] : []),
    ...(suppressed ? [`says "${suppressed}" in a comment`] : []),
  ]
}

function unfinishedTests({ uses }: Source): string[] {
  const suites = ['test', 'it', 'describe'].flatMap((suite) => unfinished.map((how) => `${suite}.${how}`))
  return [...suites, 'vi.mock', 'vi.doMock'].filter((name) => uses.has(name)).map((name) => `uses ${name}`)
}

function wrongImport(path: string, floor: FloorName, found: Import, dependencies: ReadonlySet<string>): string[] {
  if (!found.from.startsWith('.')) return wrongPackage(path, floor, found, dependencies)
  const target = join(dirname(path), found.from).replaceAll('\\', '/')
  const above = floorOf(target)
  if (above === undefined) return [`imports ${target}, which is on no floor`]
  if (!floors[floor].floors.includes(above)) return [`(${floor}) imports ${target} (${above})`]
  if (isOwn(path, target)) return []
  if (above === 'store' && floor !== 'main') return [`imports the store of another slice, ${target}`]
  if (above === 'rules' && basename(target) === 'tables.ts' && floor === 'store')
    return [`imports the tables of another slice, ${target}`]
  if (above === 'service' && floor !== 'main' && !doors.includes(basename(target))) {
    return [`imports ${target}; other slices are reached through ${doors.join(' or ')}`]
  }
  return []
}

/** Whether the target lies in the file's own slice, or in a folder that holds it. */
function isOwn(path: string, target: string): boolean {
  const slice = (file: string) => dirname(file).replace(/\/(?:rules|store|graph|api|scim|cli)$/, '')
  return `${slice(path)}/`.startsWith(`${slice(target)}/`)
}

function wrongPackage(path: string, floor: FloorName, found: Import, dependencies: ReadonlySet<string>): string[] {
  const name = packageName(found.from)
  if (exceptions[path]?.includes(name)) return []
  if (basename(path) === 'tables.ts' && name === 'kysely' && found.typeOnly) return []
  const named = floors[floor].packages.filter((allowed) => allowed !== 'any')
  const isAllowed = named.some((allowed) => covers(allowed, name))
  const isFree = floors[floor].packages.includes('any') && !reserved.some((allowed) => covers(allowed, name))
  if (!(isAllowed || (isFree && !name.startsWith('node:')))) return [`(${floor}) imports ${name}`]
  const isThere = isBundled(floor) || name.startsWith('node:') || dependencies.has(name)
  return isThere ? [] : [`imports ${name}, which is no production dependency`]
}

function packageName(from: string): string {
  if (from.startsWith('node:')) return from
  return from.split('/', from.startsWith('@') ? 2 : 1).join('/')
}

/** Whether a build turns the floor's files into something for browsers, so that no installation needs their packages. */
const isBundled = (floor: FloorName): boolean => floor === 'web' || floor === 'portal'

const covers = (allowed: string, name: string): boolean =>
  allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : allowed === name

function wrongUse({ path, uses, imports, composesRawSql }: Source, floor: FloorName): string[] {
  const findings: string[] = []
  const imported = imports.flatMap((found) => (found.typeOnly ? [] : found.names))
  const isUsed = (name: string) =>
    uses.has(name) ||
    imported.includes(name) ||
    ['crypto', 'globalThis', 'webcrypto'].some((on) => uses.has(`${on}.${name}`))
  const refuse = (what: string, names: readonly string[]) => {
    const used = exceptions[path]?.includes(what) ? undefined : names.find(isUsed)
    if (used) findings.push(`uses ${used} (${what})`)
  }
  if (!isBundled(floor)) {
    refuse('ambient time or randomness', ambient)
    refuse('timer', timers)
    refuse('fetch', ['fetch'])
    if (floor !== 'main') refuse('process.env', ['process.env'])
  }
  if (composesRawSql) findings.push('puts a text together inside sql.raw')
  return findings
}
