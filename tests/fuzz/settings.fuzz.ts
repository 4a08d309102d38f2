import fc from 'fast-check'
import { expect } from 'vitest'
import { describeSettings, loadSettings, SettingsInvalid } from '../../src/kernel/config.ts'
import { editedText, edits, fuzz } from '../kit/fuzz.ts'

const described = describeSettings({}, () => undefined)
const keys = [...described.map(({ key }) => key), 'databaseUrlFile', 'masterKeyFile']
const variables = described.map(({ variable }) => variable)

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    ...['0', '-0', '1', '08', '8080', '1e3', '.5', '0x1F', '65536', '99999999999999999999', 'NaN', '.inf', '-.inf'],
    ...['true', 'no', 'null', '~', '', '2026-01-01', '!!binary aGk=', '!!js/function x', '!!set {a}', '*a', '&a x'],
    ...[
      'https://id.example.com',
      'https://id.example.com/',
      'http://10.0.0.1',
      'https://[::1]:8443',
      'https://',
      'x://',
    ],
    ...[
      'https://ü.example',
      'https://a:b@c.example',
      'https://id.example.com:0',
      'http://localhost:99999',
      '::',
      '[::]',
    ],
    ...['10.0.0.0/8', '10.0.0.0/33', '::1/129', 'fe80::1%eth0', '10.0.0.0/8,,', '1.2.3.4/', '/8', '::ffff:1.2.3.4/8'],
    ...[
      'postgres://u:canary@h/d',
      'postgre://u:canary@h/d',
      'canary',
      'postgres://',
      'mysql://x',
      'a.b',
      '-a.b',
      'a..b',
      'A.B',
      'x'.repeat(300),
    ],
    ...[
      'A'.repeat(43),
      `${'A'.repeat(43)}=`,
      '|\n  a\n  b',
      '>-\n  a',
      '"\\u0000"',
      "'",
      '[',
      '{',
      '[a, [b]]',
      '{a: {b: c}}',
    ],
  ),
)

const line = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom(...keys), scalar).map(([key, value]) => `${key}: ${value}`) },
  fc.constantFrom(
    '---',
    '...',
    '# x',
    '<<: *a',
    '%YAML 1.1',
    '? a',
    '- a',
    '\t',
    'port',
    ': x',
    '? [a]\n: b',
    '__proto__: {port: 1}',
  ),
  fc.constantFrom('constructor: x', 'toString: 1', '1: 2', 'null: 1', '[a]: b', 'a: &a [*a]', 'x: &x {y: *x}'),
)

const document = fc.oneof(
  fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n')),
  fc.constant(`a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [${'*c,'.repeat(200)}x]`),
  fc.constant('['.repeat(5000)),
  fc.constant('- '.repeat(3000)),
  fc.constant('a: {'.repeat(2000)),
)

const environment = fc.dictionary(
  fc.oneof(
    fc.constantFrom(...variables, 'LATCHKEY_CONFIG_FILE', 'LATCHKEY_MASTER_KEY_FILE'),
    fc.string().map((rest) => `LATCHKEY_${rest}`),
  ),
  scalar,
  { maxKeys: 6 },
)

/** Files that are not there, cannot be read, are empty or hold anything. */
const files = fc.oneof(
  fc.constant(() => undefined),
  fc.constant(() => ''),
  fc.constant(() => {
    throw Object.assign(new Error('EISDIR: illegal operation on a directory, read'), { code: 'EISDIR' })
  }),
  fc.tuple(document, fc.option(edits)).map(
    ([text, changes]) =>
      () =>
        changes ? editedText(text, changes) : text,
  ),
)

fuzz('settings are read or every mistake is told, and no secret with it', [environment, files], (env, readFile) => {
  try {
    const settings = loadSettings(env, readFile)
    expect(new URL(settings.publicUrl).origin).toBe(settings.publicUrl)
    expect(settings.port).toBeTypeOf('number')
    expect(Object.values(settings).every((value) => value !== null)).toBe(true)
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsInvalid)
    if (!(error instanceof SettingsInvalid)) return
    expect(error.problems.length).toBeGreaterThan(0)
    const elsewhere = Object.entries(env).filter(([name]) => !isSecret(name))
    const written = [...elsewhere.flat(), readAnyway(readFile)].join(' ')
    if (!written.includes('canary')) expect(error.message).not.toContain('canary')
  }
})

const isSecret = (name: string) => name === 'LATCHKEY_DATABASE_URL' || name === 'LATCHKEY_MASTER_KEY'

function readAnyway(readFile: () => string | undefined): string {
  try {
    return readFile() ?? ''
  } catch {
    return ''
  }
}
