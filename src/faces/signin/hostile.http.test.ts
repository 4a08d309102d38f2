import { beforeAll, expect, test } from 'vitest'
import {
  everythingKept,
  expectGuarded,
  type HostileSite,
  type KnownForm,
  openHostileSite,
} from '../../../tests/kit/hostile-site.ts'
import { bodyLimit } from './body.ts'

let site: HostileSite

beforeAll(async () => {
  site = await openHostileSite()
  return () => site[Symbol.asyncDispose]()
})

const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

/** The addresses of the pages that take a body, from the web framework's own table. */
const postPaths = () =>
  site.routes.filter(({ face, method }) => face === 'signin' && method === 'POST').map(({ path }) => path)

async function send(known: KnownForm, type: string | undefined, body: string | Buffer) {
  const cookie = [...known.browser.cookies].map((pair) => pair.join('=')).join('; ')
  const answer = await site.server.inject({
    method: 'POST',
    url: known.path,
    headers: {
      cookie,
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    payload: body,
  })
  const told = `${known.path} ${type} ${body.toString().slice(0, 100)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  expectGuarded(answer, told)
  return { status: answer.statusCode, body: answer.body, told }
}

/** The token that the forms of this browser carry, asked of a page where it is not on the one shown. */
const csrfOf = ({ browser }: KnownForm): string => /name="csrf" value="([^"]+)"/.exec(browser.page.body)?.[1] ?? ''

const asForm = (known: KnownForm, changes: Readonly<Record<string, string | undefined>> = {}): string => {
  const written = Object.entries(known.fields).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const fields = { csrf: csrfOf(known), ...Object.fromEntries(written), ...changes }
  return new URLSearchParams(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  ).toString()
}

/** Sends to every form and demands that each answers with the status and keeps the database as it was. */
async function refusedEverywhere(
  type: string | undefined,
  status: number,
  bodyOf: (known: KnownForm) => Iterable<string | Buffer>,
): Promise<void> {
  const before = await everythingKept(site.kernel)
  for (const known of site.forms) {
    for (const body of bodyOf(known)) {
      const answer = await send(known, type, body)
      expect(answer.status, answer.told).toBe(status)
    }
  }
  expect(await everythingKept(site.kernel)).toEqual(before)
}

test('every address that takes a body is tried below', () => {
  expect(new Set(site.forms.map(({ path }) => path))).toEqual(new Set(postPaths()))
})

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test.each([
  ['nothing', ''],
  ['white space', ' \n'],
  ['half an object', '{"version":0'],
  ['two objects', '{}{}'],
  ['a comment', '{/**/}'],
  ['a byte order mark', '\uFEFF{}'],
  ['NaN', '{"version":NaN}'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a list of objects', '[{}]'],
  ['a number', '7'],
  ['a text', '"version"'],
  ['a property twice', '{"version":0,"version":0}'],
  ['a property twice, one in disguise', '{"code":"a","c\\u006fde":"b"}'],
  ['__proto__', '{"__proto__":{"version":0}}'],
  ['__proto__ in disguise', '{"\\u005f_proto__":{}}'],
  ['__proto__ inside', '{"credential":{"__proto__":{"id":"AAAA"}}}'],
  ['constructor.prototype', '{"constructor":{"prototype":{"isAdmin":true}}}'],
  ['U+0000', '{"code":"\\u0000"}'],
  ['half a surrogate pair', '{"code":"\\ud800"}'],
  ['65 levels', `{"credential":${deep(65)}}`],
  ['10,000 levels', deep(10_000)],
  ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
])('as JSON, %s is refused', async (_, body) => {
  await refusedEverywhere(json, 400, () => [body])
})

test.each([
  ['plain text', 'text/plain'],
  ['XML', 'text/xml'],
  ['XML of an application', 'application/xml'],
  ['a form with files', 'multipart/form-data; boundary=x'],
  ['bytes', 'application/octet-stream'],
  ['a relative of JSON', 'application/json-patch+json'],
  ['another relative of JSON', 'application/vnd.api+json'],
  ['several types', 'application/json, text/plain'],
  ['half a type', 'application'],
  ['no type that there is', ';;;'],
  ['a type with a tab', 'application/json\tx'],
])('%s is refused', async (_, type) => {
  await refusedEverywhere(type, 415, (known) => [asForm(known), JSON.stringify(known.fields), '--x\r\n\r\n--x--'])
})

test('a body without a type is refused', async () => {
  await refusedEverywhere(undefined, 415, (known) => [asForm(known), JSON.stringify(known.fields)])
})

test.each([
  ['a form', form],
  ['JSON', json],
])('one byte more than 64 KiB of %s is too much, and so is what says that it is 10 MB', async (_, type) => {
  await refusedEverywhere(type, 413, () => ['x'.repeat(bodyLimit + 1)])
  await refusedEverywhere(type, 413, () => [Buffer.alloc(10 * 1024 * 1024)])
})

test('a form that is nothing, or has no name in it, is refused', async () => {
  await refusedEverywhere(form, 403, () => ['', '&', '=', '%', '\u0000', '[]', '{}'])
})

test('a field that nobody asked for is refused', async () => {
  await refusedEverywhere(form, 400, (known) =>
    [
      'admin=1',
      'userId=x',
      '__proto__=x',
      '__proto__[version]=0',
      'constructor=x',
      'a[b]=1',
      'a.b=1',
      '%00=x',
      '=x',
    ].map((extra) => `${asForm(known)}&${extra}`),
  )
  await refusedEverywhere(json, 400, (known) =>
    ['admin', 'userId', 'constructor', 'toString', '', '\u202E'].map((name) =>
      JSON.stringify({ ...known.fields, [name]: 'x' }),
    ),
  )
})

test('a field that comes twice is refused', async () => {
  await refusedEverywhere(form, 400, (known) =>
    Object.keys(known.fields).map((name) => `${asForm(known)}&${name}=again`),
  )
  await refusedEverywhere(form, 403, (known) => [`${asForm(known)}&csrf=${csrfOf(known)}`])
})

test('a field that is missing is refused', async () => {
  await refusedEverywhere(form, 400, (known) =>
    Object.keys(known.fields).map((name) => asForm(known, { [name]: undefined })),
  )
  await refusedEverywhere(json, 400, ({ fields }) =>
    Object.keys(fields).map((name) => JSON.stringify({ ...fields, [name]: undefined })),
  )
})

/** Values of every kind JSON has. */
const everyKind: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  '',
  ' ',
  '1e1',
  '0x1',
  [],
  ['a'],
  [[]],
  {},
  { length: 1 },
]

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)

/** The same with one value, however deep, of another kind or a number that nobody counts to. */
function* wrongKinds(right: object): Iterable<object> {
  for (const [name, value] of Object.entries(right)) {
    for (const wrong of everyKind) {
      if (kindOf(wrong) !== kindOf(value) || typeof wrong === 'number') yield { ...right, [name]: wrong }
    }
    if (typeof value !== 'object') continue
    for (const wrong of wrongKinds(value)) yield { ...right, [name]: wrong }
  }
}

test('a field of the wrong kind is refused', async () => {
  await refusedEverywhere(json, 400, ({ fields }) => Array.from(wrongKinds(fields), (wrong) => JSON.stringify(wrong)))
})

test('a form field that is no text is refused', async () => {
  await refusedEverywhere(form, 400, (known) =>
    Object.keys(known.fields).map((name) => asForm(known, { [name]: 'a\u0000b' })),
  )
})

test('a number that is none is refused', async () => {
  const written = ['', ' ', '-1', '+1', '0.5', '1e0', '0x0', '1000001', '9'.repeat(400), 'NaN', 'null', '٠']
  await refusedEverywhere(form, 400, (known) =>
    'version' in known.fields ? written.map((version) => asForm(known, { version })) : [],
  )
})

test('what is right is taken, so that nothing above was refused for another reason', async () => {
  for (const known of site.forms) {
    const sendsForm = !known.path.startsWith('/security-info/passkeys')
    const answer = await (sendsForm
      ? send(known, form, asForm(known))
      : send(known, json, JSON.stringify(known.fields)))
    const told = /(?:confirm|finish)$/.test(known.path) ? 400 : 303
    expect([told, 200, 303], answer.told).toContain(answer.status)
  }
})
