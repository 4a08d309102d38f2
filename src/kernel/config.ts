import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Secret } from '../base/secret.ts'
import {
  collectSettings,
  type Environment,
  type ReadFile,
  readOrTell,
  type Source,
  variableOf,
} from './config-sources.ts'
import { derivedUrl, isAddressOrRange, isDomain, publicOrigin } from './config-values.ts'
import type { Settings, TrustedAttestation } from './settings.ts'
import { readTrustedAttestations } from './trusted-attestations.ts'

const whole = (least: number, most: number, fallback: number) =>
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .pipe(z.number().int().min(least).max(most))
    .default(fallback)
    .describe(`a whole number from ${least} to ${most}`)

const line = z.string().trim().min(1).max(500)
const text = (fallback: string, allowed: string) => line.default(fallback).describe(allowed)
const optionalText = (allowed: string) => line.optional().describe(allowed)

const list = z.union([z.array(z.string()), z.string().transform((written) => written.split(','))])

const masterKey = z
  .string()
  .regex(/^[\w+/-]{43}=?$/)
  .transform((written) => new Secret(Uint8Array.from(Buffer.from(written, 'base64'))))

/** Every setting with its default; a description says what is allowed. */
const schema = z.object({
  host: text('localhost', 'the name or address to listen on, such as localhost or 0.0.0.0'),
  port: whole(0, 65_535, 8080),
  publicUrl: z
    .string()
    .transform((written, context) => {
      const origin = publicOrigin(written)
      if (origin === undefined) context.addIssue('not a public address')
      return origin ?? z.NEVER
    })
    .optional()
    .describe('https://name[:port] without a path, or http:// on localhost; a name, because passkeys need one'),
  managementHost: text('localhost', 'the name or address that health and metrics listen on'),
  managementPort: whole(0, 65_535, 9090),
  dataDir: text('./data', 'a folder for the database and the keys'),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .transform((written) => new Secret(written))
    .optional()
    .describe('postgres://user:password@host:port/database, or absent for SQLite in the data folder'),
  tlsCertFile: optionalText('the path of a PEM file with the certificate and its chain'),
  tlsKeyFile: optionalText('the path of a PEM file with the private key'),
  trustedProxies: list
    .pipe(z.array(z.string().trim().refine(isAddressOrRange)))
    .default([])
    .describe('IP addresses and ranges such as 10.0.0.0/8, with commas between them'),
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .refine(isDomain)
    .default('latchkey.localhost')
    .describe('a domain name of two labels or more, such as example.com'),
  tenantName: text('Latchkey', 'a name of up to 500 characters'),
  masterKey: masterKey.optional().describe('32 random bytes in base64, such as `openssl rand -base64 32` prints'),
  logLevel: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('trace, debug, info, warn, error or silent'),
  passPrompt: z
    .enum(['automatic', 'onRequest'])
    .default('automatic')
    .describe('automatic (a usable pass is asked for by itself) or onRequest (only when the person says so)'),
  passHashMemoryKib: whole(8, 1_048_576, 256),
  sessionLifetimeMinutes: whole(5, 43_200, 720),
  sessionIdleMinutes: whole(5, 43_200, 60),
  graphRequestsPerMinute: whole(0, 10_000_000, 30_000),
  graphChangesPerMinute: whole(0, 10_000_000, 6000),
  smtpUrl: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]+\/?$/)
    .refine((written) => URL.canParse(written))
    .transform((written) => new Secret(written))
    .optional()
    .describe('smtp://user:password@host:port (encrypted once connected) or smtps://…, or absent to send no mail'),
  mailFrom: z
    .string()
    .trim()
    .max(320)
    .regex(/^([^<>\p{Cc}]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u)
    .optional()
    .describe('the sender of mail: an address such as latchkey@example.com, or Name <address>'),
  trustedAttestationsFile: optionalText('the path of a JSON file with models of authenticators and their certificates'),
  countryDatabaseFile: optionalText(
    'the path of a file with the countries of addresses, in the MaxMind format (.mmdb)',
  ),
})

type Values = z.infer<typeof schema>
type Key = keyof Values

const keys = Object.keys(schema.shape) as readonly Key[]
const secrets: readonly Key[] = ['databaseUrl', 'masterKey', 'smtpUrl']

/** The settings are wrong; `problems` has a line for each mistake, and all of them. */
export class SettingsInvalid extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The settings are not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'SettingsInvalid'
    this.problems = problems
  }
}

/** One line of `latchkey config print`; secrets are masked. */
export interface DescribedSetting {
  readonly key: string
  /** Its name in the environment. */
  readonly variable: string
  readonly value: unknown
  readonly source: Source
}

/** A file's text, or `undefined` when there is no such file. */
const readTextFile: ReadFile = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * The settings of this environment: `LATCHKEY_*` variables and `latchkey.yaml` (or what `LATCHKEY_CONFIG_FILE` names).
 *
 * Relative paths are meant from the working directory.
 * Throws `SettingsInvalid` with every mistake in it, each with its place, what is wrong and what is allowed.
 *
 * Source: product.md §5; facts/conventions.md.
 */
export const loadSettings = (env: Environment = process.env, readFile: ReadFile = readTextFile): Settings =>
  configuration(env, readFile).settings

/** The same for people: every setting with its value and where it was found, secrets masked. */
export const describeSettings = (
  env: Environment = process.env,
  readFile: ReadFile = readTextFile,
): readonly DescribedSetting[] => configuration(env, readFile).described

function configuration(env: Environment, readFile: ReadFile) {
  const { written, problems: misplaced } = collectSettings(env, readFile, keys, secrets)
  const raw = Object.fromEntries([...written].map(([key, found]) => [key, found.value]))
  const place = (key: Key) => written.get(key)?.place ?? variableOf(key)
  const problems = [...misplaced]
  const parsed = schema.safeParse(raw)
  if (!parsed.success) {
    for (const key of new Set(parsed.error.issues.map((issue) => issue.path[0] as Key))) {
      const shown = secrets.includes(key) ? 'the value' : JSON.stringify(raw[key])
      problems.push(`${place(key)}: ${shown} is not allowed; allowed: ${schema.shape[key].description}`)
      delete raw[key]
    }
  }
  const values = schema.parse(raw)
  const file = values.trustedAttestationsFile
  const trusted = file ? trustedModels(file, place('trustedAttestationsFile'), readFile, problems) : []
  const settings = settingsFrom(values, trusted)
  problems.push(...contradictions(values, settings, place))
  if (problems.length > 0) throw new SettingsInvalid(problems)
  const described = keys.map(
    (key): DescribedSetting => ({
      key,
      variable: variableOf(key),
      value: shownValue(key, values, settings),
      source: written.get(key)?.source ?? 'default',
    }),
  )
  return { settings, described }
}

function trustedModels(
  path: string,
  place: string,
  readFile: ReadFile,
  problems: string[],
): readonly TrustedAttestation[] {
  const before = problems.length
  const text = readOrTell(path, place, readFile, problems)
  if (text === undefined) {
    if (problems.length === before) problems.push(`${place}: there is no file ${path}`)
    return []
  }
  const { models, problems: mistakes } = readTrustedAttestations(text)
  problems.push(...mistakes.map((mistake) => `${place}: ${path}: ${mistake}`))
  return models
}

function settingsFrom(values: Values, trustedAttestations: readonly TrustedAttestation[]): Settings {
  const { publicUrl, databaseUrl, tlsCertFile, tlsKeyFile, trustedAttestationsFile, masterKey: key, ...same } = values
  const tls = tlsCertFile && tlsKeyFile ? { certFile: tlsCertFile, keyFile: tlsKeyFile } : undefined
  return {
    ...same,
    publicUrl: publicUrl ?? derivedUrl(values.host, values.port, tls !== undefined),
    databaseAddress: databaseUrl ?? new Secret(join(values.dataDir, 'latchkey.sqlite')),
    tls,
    masterKey: key,
    trustedAttestations,
  }
}

function contradictions(values: Values, settings: Settings, place: (key: Key) => string): readonly string[] {
  const problems: string[] = []
  if (values.tlsCertFile && !values.tlsKeyFile) problems.push(`${place('tlsKeyFile')}: the certificate needs its key`)
  if (values.tlsKeyFile && !values.tlsCertFile) problems.push(`${place('tlsCertFile')}: the key needs its certificate`)
  if (values.smtpUrl && !values.mailFrom) problems.push(`${place('mailFrom')}: mail needs a sender; set an address`)
  if (!values.publicUrl && publicOrigin(settings.publicUrl) === undefined) {
    problems.push(
      `${place('publicUrl')}: browsers would find ${settings.publicUrl}, which is neither https with a host name ` +
        'nor http on localhost; set the https address that people use',
    )
  }
  if (values.port === values.managementPort && values.port !== 0) {
    problems.push(`${place('managementPort')}: ${values.port} is the port of the server itself; set another`)
  }
  if (values.sessionIdleMinutes > values.sessionLifetimeMinutes) {
    problems.push(`${place('sessionIdleMinutes')}: at most the lifetime of a session, ${values.sessionLifetimeMinutes}`)
  }
  return problems
}

function shownValue(key: Key, values: Values, settings: Settings): unknown {
  if (key === 'publicUrl') return settings.publicUrl
  if (key === 'databaseUrl' && !values.databaseUrl) return null
  return values[key] === undefined ? null : JSON.parse(JSON.stringify(values[key]))
}
