import { createRequire } from 'node:module'
import { nearestName } from './nearest-name.ts'

/** Where a setting was found. */
export type Source = 'default' | 'file' | 'env'

export type Environment = Readonly<Record<string, string | undefined>>

/** The text of a file; `undefined` when there is none; throws when it cannot be read. */
export type ReadFile = (path: string) => string | undefined

/** A setting as it was written, not checked yet. */
export interface Written {
  readonly value: unknown
  readonly source: Exclude<Source, 'default'>
  /** Where to correct it: `LATCHKEY_PORT`, `port in latchkey.yaml`. */
  readonly place: string
}

export interface WrittenSettings {
  readonly written: ReadonlyMap<string, Written>
  readonly problems: readonly string[]
}

/** Loaded only where there is a file to read. */
const require = createRequire(import.meta.url)

const prefix = 'LATCHKEY_'
const testPrefix = 'LATCHKEY_TEST_'
const configFile = 'LATCHKEY_CONFIG_FILE'
const defaultFile = 'latchkey.yaml'

/** `publicUrl` is `LATCHKEY_PUBLIC_URL` in the environment. */
export const variableOf = (key: string): string =>
  prefix + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/**
 * Collects settings from the environment and the configuration file; the environment wins.
 *
 * Each of `secrets` may also be written as `…File`: the path of a file that holds the value.
 * Variables that start with `LATCHKEY_TEST_` belong to the tests.
 */
export function collectSettings(
  env: Environment,
  readFile: ReadFile,
  keys: readonly string[],
  secrets: readonly string[],
): WrittenSettings {
  const problems: string[] = []
  const known = [...keys, ...secrets.map((key) => `${key}File`)]
  const fromFile = collectLayer(yamlEntries(env, readFile, problems), 'file', known, problems)
  const fromEnvironment = collectLayer(environmentEntries(env, known), 'env', known, problems)
  const written = new Map([
    ...withSecretFiles(fromFile, secrets, readFile, problems),
    ...withSecretFiles(fromEnvironment, secrets, readFile, problems),
  ])
  return { written, problems }
}

interface Entry {
  readonly key: string
  readonly value: unknown
  readonly place: string
  readonly nameOf: (key: string) => string
}

function environmentEntries(env: Environment, known: readonly string[]): readonly Entry[] {
  const keyOf = new Map(known.map((key) => [variableOf(key), key]))
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith(prefix) && !name.startsWith(testPrefix) && name !== configFile && value)
    .map(([name, value]) => ({ key: keyOf.get(name) ?? name, value, place: name, nameOf: variableOf }))
}

function yamlEntries(env: Environment, readFile: ReadFile, problems: string[]): readonly Entry[] {
  const path = env[configFile] || defaultFile
  const text = readOrTell(path, path, readFile, problems)
  if (text === undefined) {
    if (env[configFile]) problems.push(`${configFile}: there is no file ${path}`)
    return []
  }
  const content = parseYaml(text)
  if (typeof content === 'string') {
    problems.push(`${path}: ${content}`)
    return []
  }
  return Object.entries(content)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => ({ key, value, place: `${key} in ${path}`, nameOf: (name) => name }))
}

/** The keys and values of a document, or what is wrong with it. */
function parseYaml(text: string): object | string {
  const { parseDocument } = require('yaml') as typeof import('yaml')
  try {
    const document = parseDocument(text, { logLevel: 'error' })
    const [error] = document.errors
    if (error) throw error
    const content: unknown = document.toJS()
    if (content === null || content === undefined) return {}
    return typeof content === 'object' && !Array.isArray(content) ? content : 'it must hold lines such as "port: 8080"'
  } catch (error) {
    if (error instanceof RangeError) return 'it is nested too deep'
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it is not YAML'
  }
}

function collectLayer(
  entries: readonly Entry[],
  source: Written['source'],
  known: readonly string[],
  problems: string[],
): ReadonlyMap<string, Written> {
  const layer = new Map<string, Written>()
  for (const { key, value, place, nameOf } of entries) {
    if (known.includes(key)) {
      layer.set(key, { value, source, place })
      continue
    }
    const nearest = nearestName(key, known.map(nameOf))
    problems.push(`${place}: there is no such setting${nearest ? `; did you mean ${nearest}?` : ''}`)
  }
  return layer
}

function withSecretFiles(
  layer: ReadonlyMap<string, Written>,
  secrets: readonly string[],
  readFile: ReadFile,
  problems: string[],
): ReadonlyMap<string, Written> {
  const direct = new Map([...layer].filter(([key]) => !secrets.some((secret) => key === `${secret}File`)))
  for (const secret of secrets) {
    const file = layer.get(`${secret}File`)
    if (!file) continue
    const other = direct.get(secret)
    if (other) problems.push(`${file.place}: it is set beside ${other.place}; only one of the two may be`)
    const path = String(file.value)
    const before = problems.length
    const value = readOrTell(path, file.place, readFile, problems)?.trim()
    if (value) direct.set(secret, { value, source: file.source, place: file.place })
    else if (problems.length === before) problems.push(`${file.place}: the file ${path} is missing or empty`)
  }
  return direct
}

/** A file's text, or a problem when it cannot be read; `undefined` then, and when there is no such file. */
export function readOrTell(path: string, place: string, readFile: ReadFile, problems: string[]): string | undefined {
  try {
    return readFile(path)
  } catch (error) {
    problems.push(`${place}: ${path} cannot be read (${error instanceof Error ? error.message : 'unknown reason'})`)
    return undefined
  }
}
