import { describe, expect, test } from 'vitest'
import { attestationAuthority } from '../../tests/kit/attestation-authority.ts'
import { describeSettings, loadSettings, SettingsInvalid } from './config.ts'

type Files = Readonly<Record<string, string>>

const reading = (files: Files) => (path: string) => files[path]
const load = (env: Record<string, string> = {}, files: Files = {}) => loadSettings(env, reading(files))

function problems(env: Record<string, string>, files: Files = {}): readonly string[] {
  try {
    load(env, files)
  } catch (error) {
    if (error instanceof SettingsInvalid) return error.problems
    throw error
  }
  return []
}

const key = Buffer.alloc(32, 7).toString('base64')

describe('what holds when nothing is set', () => {
  test('the server is local and keeps its database in the data folder', () => {
    expect(load()).toMatchObject({
      host: 'localhost',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      managementPort: 9090,
      managementHost: 'localhost',
      dataDir: './data',
      domain: 'latchkey.localhost',
      tls: undefined,
      masterKey: undefined,
    })
    expect(load().databaseAddress.reveal()).toBe('data/latchkey.sqlite')
  })
})

describe('where settings come from', () => {
  test('the environment wins over the file, key by key', () => {
    const files = { 'latchkey.yaml': 'port: 9000\ntenantName: From the file\n' }
    expect(load({ LATCHKEY_PORT: '9001' }, files)).toMatchObject({ port: 9001, tenantName: 'From the file' })
  })

  test('another file is read when LATCHKEY_CONFIG_FILE names it, and must exist', () => {
    const files = { 'latchkey.yaml': 'port: 1', '/etc/x.yaml': 'port: 9002' }
    expect(load({ LATCHKEY_CONFIG_FILE: '/etc/x.yaml' }, files).port).toBe(9002)
    expect(problems({ LATCHKEY_CONFIG_FILE: '/etc/y.yaml' })).toEqual([
      'LATCHKEY_CONFIG_FILE: there is no file /etc/y.yaml',
    ])
  })

  test('a secret may stand in a file of its own', () => {
    const files = { '/run/secrets/key': `${key}\n`, '/run/secrets/db': 'postgres://u:p@db/latchkey\n' }
    const settings = load(
      { LATCHKEY_MASTER_KEY_FILE: '/run/secrets/key' },
      { ...files, 'latchkey.yaml': 'databaseUrlFile: /run/secrets/db' },
    )
    expect(settings.masterKey?.reveal()).toEqual(new Uint8Array(32).fill(7))
    expect(settings.databaseAddress.reveal()).toBe('postgres://u:p@db/latchkey')
  })

  test('a secret written twice, or in a missing file, is a mistake', () => {
    expect(problems({ LATCHKEY_MASTER_KEY: key, LATCHKEY_MASTER_KEY_FILE: '/k' }, { '/k': key })).toEqual([
      'LATCHKEY_MASTER_KEY_FILE: it is set beside LATCHKEY_MASTER_KEY; only one of the two may be',
    ])
    expect(problems({ LATCHKEY_MASTER_KEY_FILE: '/k' })).toEqual([
      'LATCHKEY_MASTER_KEY_FILE: the file /k is missing or empty',
    ])
  })

  test('an empty variable counts as not set, and those of the tests are left alone', () => {
    expect(load({ LATCHKEY_PORT: '', LATCHKEY_TEST_DATABASE: 'sqlite', PATH: '/bin' }).port).toBe(8080)
  })
})

describe('mistakes', () => {
  test('all are told at once, each with its place and what is allowed', () => {
    const found = problems(
      { LATCHKEY_PORT: '80a', LATCHKEY_DOMAIN: 'nodots', LATCHKEY_PRT: '1', LATCHKEY_LOG_LEVEL: 'loud' },
      { 'latchkey.yaml': 'sessionIdleMinutes: 2\ntrustedProxys: []\n' },
    )
    expect(found).toEqual([
      'trustedProxys in latchkey.yaml: there is no such setting; did you mean trustedProxies?',
      'LATCHKEY_PRT: there is no such setting; did you mean LATCHKEY_PORT?',
      'LATCHKEY_PORT: "80a" is not allowed; allowed: a whole number from 0 to 65535',
      'LATCHKEY_DOMAIN: "nodots" is not allowed; allowed: a domain name of two labels or more, such as example.com',
      'LATCHKEY_LOG_LEVEL: "loud" is not allowed; allowed: trace, debug, info, warn, error or silent',
      'sessionIdleMinutes in latchkey.yaml: 2 is not allowed; allowed: a whole number from 5 to 43200',
    ])
  })

  test.each([
    ['LATCHKEY_DB_URL', 'LATCHKEY_DATABASE_URL'],
    ['LATCHKEY_DATABSE_URL', 'LATCHKEY_DATABASE_URL'],
    ['LATCHKEY_MASTERKEY', 'LATCHKEY_MASTER_KEY'],
    ['LATCHKEY_TLS_CERT', 'LATCHKEY_TLS_CERT_FILE'],
  ])('%s is answered with %s', (typed, meant) => {
    expect(problems({ [typed]: 'x' })).toEqual([`${typed}: there is no such setting; did you mean ${meant}?`])
  })

  test('a wrong secret is not repeated', () => {
    expect(
      problems({ LATCHKEY_DATABASE_URL: 'mysql://u:canary@db/x', LATCHKEY_MASTER_KEY: 'canary' }).join(),
    ).not.toContain('canary')
  })

  test('a file that is nested deeper than can be read', () => {
    for (const text of ['- '.repeat(20_000), 'a: {'.repeat(20_000), '['.repeat(100_000)]) {
      const [problem = '', ...others] = problems({}, { 'latchkey.yaml': text })
      expect(problem.slice(0, 100)).toMatch(/^latchkey\.yaml: /)
      expect(others).toEqual([])
    }
  })

  test.each(['port: [', '- port', 'port: 1\nport: 2', 'port: !!js/function x', 'port: *nowhere'])(
    'a file that is not settings: %j',
    (text) => {
      expect(problems({}, { 'latchkey.yaml': text })).not.toEqual([])
    },
  )

  test.each([
    [{ LATCHKEY_TLS_CERT_FILE: '/c' }, /TLS_KEY_FILE/],
    [{ LATCHKEY_TLS_KEY_FILE: '/k' }, /TLS_CERT_FILE/],
    [{ LATCHKEY_PORT: '9090' }, /MANAGEMENT_PORT/],
    [{ LATCHKEY_SESSION_LIFETIME_MINUTES: '30' }, /SESSION_IDLE_MINUTES/],
    [{ LATCHKEY_HOST: 'id.example.com' }, /PUBLIC_URL.*https/],
  ])('settings that contradict each other: %j', (env, expected) => {
    expect(problems(env)).toEqual([expect.stringMatching(expected)])
  })
})

describe('the public address', () => {
  test.each([
    ['https://id.example.com', 'https://id.example.com'],
    ['https://id.example.com:8443/', 'https://id.example.com:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://id.localhost', 'http://id.localhost'],
    ['HTTPS://ID.Example.com', 'https://id.example.com'],
  ])('%s is taken as %s', (written, origin) => {
    expect(load({ LATCHKEY_PUBLIC_URL: written }).publicUrl).toBe(origin)
  })

  test.each([
    'http://id.example.com',
    'https://id.example.com/path',
    'https://id.example.com?x=1',
    'https://user:pass@id.example.com',
    'https://192.0.2.1',
    'https://[::1]:8080',
    'http://127.0.0.1',
    'ftp://localhost',
    'id.example.com',
    'http://localhost.example.com',
  ])('%s is refused', (written) => {
    expect(problems({ LATCHKEY_PUBLIC_URL: written })).toEqual([expect.stringMatching(/^LATCHKEY_PUBLIC_URL: /)])
  })

  test.each([
    [{ LATCHKEY_HOST: '0.0.0.0' }, 'http://localhost:8080'],
    [{ LATCHKEY_PORT: '80' }, 'http://localhost'],
    [{ LATCHKEY_TLS_CERT_FILE: '/c', LATCHKEY_TLS_KEY_FILE: '/k', LATCHKEY_PORT: '443' }, 'https://localhost'],
    [
      { LATCHKEY_TLS_CERT_FILE: '/c', LATCHKEY_TLS_KEY_FILE: '/k', LATCHKEY_HOST: 'id.example.com' },
      'https://id.example.com:8080',
    ],
  ])('is derived from %j as %s', (env, origin) => {
    expect(load(env).publicUrl).toBe(origin)
  })
})

test.each([
  ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ['192.0.2.7', ['192.0.2.7']],
])('proxies %s are believed', (written, expected) => {
  expect(load({ LATCHKEY_TRUSTED_PROXIES: written }).trustedProxies).toEqual(expected)
})

test.each(['10.0.0.0/33', 'proxy.example.com', '10', '1.2.3.4/8/8', '*'])('proxies %s are refused', (written) => {
  expect(problems({ LATCHKEY_TRUSTED_PROXIES: written })).toHaveLength(1)
})

describe('models whose attestation is trusted', () => {
  const root = attestationAuthority().root
  const aaguid = 'ee882879-721c-4913-9775-3dfcce97072a'
  const models = JSON.stringify([{ aaguid, rootCertificates: [root] }])
  const variable = 'LATCHKEY_TRUSTED_ATTESTATIONS_FILE'

  test('stand in a file that the environment or the configuration names, and are none without it', () => {
    const trustedAttestations = [{ aaguid, roots: [root] }]
    expect(load({ [variable]: '/m.json' }, { '/m.json': models })).toMatchObject({ trustedAttestations })
    const files = { 'latchkey.yaml': 'trustedAttestationsFile: m.json', 'm.json': models }
    expect(load({}, files)).toMatchObject({ trustedAttestations })
    expect(load().trustedAttestations).toEqual([])
  })

  test('are shown by the path of the file alone', () => {
    const lines = describeSettings({ [variable]: '/m.json' }, reading({ '/m.json': models }))
    expect(lines).toContainEqual({ key: 'trustedAttestationsFile', variable, value: '/m.json', source: 'env' })
    expect(JSON.stringify(lines)).not.toContain(aaguid)
  })

  test('have to be there and right, or the server does not start', () => {
    const env = { [variable]: '/m.json' }
    expect(problems(env)).toEqual([`${variable}: there is no file /m.json`])
    expect(problems(env, { '/m.json': '[]' })).toEqual([
      expect.stringMatching(`^${variable}: /m.json: the list is empty; allowed: `),
    ])
    const wrong = JSON.stringify([{ aaguid, rootCertificates: ['canary'] }])
    expect(problems({}, { 'latchkey.yaml': 'trustedAttestationsFile: m.json', 'm.json': wrong })).toEqual([
      'trustedAttestationsFile in latchkey.yaml: m.json: entry 1: certificate 1 of rootCertificates cannot be read; ' +
        'allowed: one certificate, as PEM or as DER in base64',
    ])
    const unreadable = () => loadSettings(env, (path) => (path === '/m.json' ? refused() : undefined))
    expect(unreadable).toThrow(`${variable}: /m.json cannot be read (permission denied)`)
  })

  const refused = (): never => {
    throw new Error('permission denied')
  }
})

test('a print shows every setting with its source and no secret', () => {
  const env = { LATCHKEY_DATABASE_URL: 'postgres://u:canary@db/x', LATCHKEY_MASTER_KEY: key }
  const lines = describeSettings(env, reading({ 'latchkey.yaml': 'port: 9000' }))
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`canary|${key.slice(0, 10)}`))
  expect(lines).toContainEqual({
    key: 'databaseUrl',
    variable: 'LATCHKEY_DATABASE_URL',
    value: '[secret]',
    source: 'env',
  })
  expect(lines).toContainEqual({ key: 'port', variable: 'LATCHKEY_PORT', value: 9000, source: 'file' })
  expect(lines).toContainEqual({ key: 'host', variable: 'LATCHKEY_HOST', value: 'localhost', source: 'default' })
})
