import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../src/audit/service.ts'
import { Refusal } from '../src/base/refusal.ts'
import { type Instant, plusMinutes, plusSeconds } from '../src/base/time.ts'
import type { User } from '../src/directory/rules.ts'
import { recurringJobs } from '../src/main/jobs.ts'
import { methodModules } from '../src/methods/index.ts'
import type { Pass } from '../src/methods/temporary-access-pass/rules.ts'
import { issuePass } from '../src/methods/temporary-access-pass/service.ts'
import type { OathKey } from '../src/methods/totp/service.ts'
import {
  beginOwnRegistration,
  finishOwnRegistration,
  type OwnContext,
  renameOwnMethod,
} from '../src/security-info/service.ts'
import { applicationActor, aUser, systemActor } from './kit/builders.ts'
import { openTestGraph, type TestGraph } from './kit/graph.ts'
import { setPolicy } from './kit/proving.ts'
import { codeAt } from './kit/soft-app.ts'
import { type CreationOptions, SoftAuthenticator } from './kit/soft-authenticator.ts'
import { Visitor } from './kit/visitor.ts'

let graph: TestGraph
let start: Instant

beforeAll(async () => {
  graph = await openTestGraph()
  start = graph.kernel.clock.now()
  for (const id of ['TemporaryAccessPass', 'Fido2', 'SoftwareOath'] as const) {
    await setPolicy(graph.kernel, id, { state: 'enabled' })
  }
  return () => graph[Symbol.asyncDispose]()
})

const methods = methodModules.map((module) => module.method)
const back = -3600
const forward = 7 * 24 * 3600

/** Somebody who goes from an issued pass to a passkey, with a clock that may jump before each step. */
class Story {
  readonly #authenticator = new SoftAuthenticator()
  readonly #user: User
  readonly #browser: Visitor
  readonly #isUsableOnce: boolean
  readonly done: string[] = []
  #issued: { readonly pass: Pass; readonly code: string } | undefined
  #redeemedAt: Instant | undefined
  #shownAt: Instant | undefined
  #begunAt: Instant | undefined
  #creation: CreationOptions | undefined
  #key: { readonly key: string; readonly at: Instant } | undefined
  #passkeyId: string | undefined

  constructor(user: User, ipAddress: string, isUsableOnce: boolean) {
    this.#user = user
    this.#browser = new Visitor(graph.kernel, { ipAddress })
    this.#isUsableOnce = isUsableOnce
  }

  get #now(): Instant {
    return graph.kernel.clock.now()
  }

  readonly steps: readonly (readonly [string, () => Promise<boolean>])[] = [
    ['issue', () => this.#issue()],
    ['begin', () => this.#begin()],
    ['identify', () => this.#identify('temporaryAccessPass')],
    ['redeem', () => this.#redeem()],
    ['begin a passkey', () => this.#beginPasskey()],
    ['finish the passkey', () => this.#finishPasskey()],
    ['begin an app', () => this.#beginApp()],
    ['finish the app', () => this.#finishApp()],
    ['begin again', () => this.#begin()],
    ['identify again', () => this.#identify('fido2')],
    ['prove the passkey', () => this.#provePasskey()],
    ['rename', () => this.#rename()],
    ['look', () => this.#look()],
  ]

  async #issue(): Promise<boolean> {
    const terms = { user: this.#user.id, lifetimeMinutes: 60, isUsableOnce: this.#isUsableOnce }
    const { pass, code } = await issuePass(graph.kernel, systemActor(), terms)
    this.#issued = { pass, code: code.reveal() }
    return true
  }

  async #begin(): Promise<boolean> {
    await this.#browser.begin()
    this.#begunAt = this.#now
    // The first page carries a challenge of its own, which a passkey may answer without a name.
    this.#shownAt = this.#now
    return true
  }

  async #identify(method: 'temporaryAccessPass' | 'fido2'): Promise<boolean> {
    const shown = await this.#browser.identify(this.#user.userPrincipalName)
    if (shown.signIn.asked !== method) await this.#browser.choose(method)
    this.#shownAt = this.#now
    expect(this.#now).toBeLessThan(plusMinutes(this.#begunAt ?? this.#now, 30))
    return this.#browser.shown.signIn.asked === method
  }

  async #redeem(): Promise<boolean> {
    if (!this.#issued) return false
    const { pass, code } = this.#issued
    const { opened } = await this.#browser.prove('temporaryAccessPass', code)
    if (!opened) return false
    this.#redeemedAt = this.#now
    expect(this.#now >= pass.startAt && this.#now < pass.endAt).toBe(true)
    expect(opened.session.expiresAt).toBeLessThanOrEqual(pass.endAt)
    return true
  }

  /** Who is signed in, held against the window of what let them in. */
  async #context(): Promise<OwnContext | undefined> {
    const signedIn = await this.#browser.signedIn()
    if (!signedIn) return undefined
    const { session } = signedIn
    expect(this.#now).toBeLessThan(session.expiresAt)
    if (session.passId !== null) {
      expect(this.#now).toBeLessThan(this.#issued?.pass.endAt ?? 0)
      if (this.#isUsableOnce) expect(this.#now).toBeLessThan(plusMinutes(this.#redeemedAt ?? this.#now, 10))
    }
    return { kernel: graph.kernel, methods, signedIn }
  }

  async #beginPasskey(): Promise<boolean> {
    const context = await this.#context()
    if (!context) return false
    this.#creation = (await beginOwnRegistration(context, 'fido2')) as CreationOptions
    this.#begunAt = this.#now
    return true
  }

  async #finishPasskey(): Promise<boolean> {
    const context = await this.#context()
    if (!context || !this.#creation) return false
    const credential = this.#authenticator.create(this.#creation)
    this.#passkeyId = (await finishOwnRegistration(context, 'fido2', { credential })).methodId
    expect(this.#now).toBeLessThan(plusMinutes(this.#begunAt ?? this.#now, 5))
    return true
  }

  async #beginApp(): Promise<boolean> {
    const context = await this.#context()
    if (!context) return false
    const { key } = (await beginOwnRegistration(context, 'softwareOath')) as OathKey
    this.#key = { key, at: this.#now }
    return true
  }

  async #finishApp(): Promise<boolean> {
    const context = await this.#context()
    if (!context || !this.#key) return false
    await finishOwnRegistration(context, 'softwareOath', { code: codeAt(this.#key.key, this.#now) })
    expect(this.#now).toBeLessThan(plusMinutes(this.#key.at, 10))
    return true
  }

  async #provePasskey(): Promise<boolean> {
    if (this.#passkeyId === undefined) return false
    const { opened } = await this.#browser.provePasskey(this.#authenticator)
    if (!opened) return false
    expect(this.#now).toBeLessThan(plusMinutes(this.#shownAt ?? this.#now, 5))
    return true
  }

  async #rename(): Promise<boolean> {
    const context = await this.#context()
    if (!context || this.#passkeyId === undefined) return false
    await renameOwnMethod(context, 'fido2', this.#passkeyId, 'My key')
    const age = Math.abs(this.#now - context.signedIn.session.authTime)
    if (context.signedIn.session.passId === null) expect(age).toBeLessThan(600_000)
    return true
  }

  #look = async (): Promise<boolean> => (await this.#context()) !== undefined
}

let told = 0

/** Tells the story with the clock moved by these seconds before each step; what is refused is passed over. */
async function tell(jumps: readonly number[], isUsableOnce: boolean): Promise<readonly string[]> {
  const { kernel } = graph
  kernel.clock.set(start)
  const user = await aUser(kernel)
  const story = new Story(user, `198.51.${told >> 8}.${told++ & 255}`, isUsableOnce)
  const jobs = recurringJobs(kernel, systemActor())
  for (const [index, [name, step]] of story.steps.entries()) {
    kernel.clock.set(plusSeconds(kernel.clock.now(), jumps[index] ?? 0))
    if (index % 4 === told % 4) for (const job of jobs) await job.run()
    try {
      if (await step()) story.done.push(name)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return story.done
}

const names = ['issue', 'begin', 'identify', 'redeem', 'begin a passkey', 'finish the passkey', 'begin an app']
const everything = [...names, 'finish the app', 'begin again', 'identify again', 'prove the passkey', 'rename', 'look']
const onlyBefore = (step: string, ...seconds: readonly number[]) => {
  const jumps = everything.map(() => 0)
  for (const [offset, jump] of seconds.entries()) jumps[everything.indexOf(step) + offset] = jump
  return jumps
}

test('while the clock goes as it should, every step is taken', async () => {
  for (const once of [true, false]) expect(await tell([], once)).toEqual(everything)
})

test.each(everything)('a jump before "%s" breaks nothing and opens nothing outside its time', async (step) => {
  for (const once of [true, false]) {
    for (const jumps of [[back], [forward], [forward, -forward], [back, -back]]) {
      const done = await tell(onlyBefore(step, ...jumps), once)
      expect(done.slice(0, everything.indexOf(step)), step).toEqual(everything.slice(0, everything.indexOf(step)))
    }
  }
})

test('a pass is not yet valid an hour before it was issued, and over a week after', async () => {
  expect(await tell(onlyBefore('begin', back), true)).not.toContain('redeem')
  expect(await tell(onlyBefore('begin', forward), true)).not.toContain('redeem')
})

test('jumps before any steps together break nothing', async () => {
  const jump = fc.constantFrom(0, 0, 0, back, -back, forward, -forward, 1, -1, 599, -600)
  const jumps = fc.array(jump, { minLength: everything.length, maxLength: everything.length })
  await fc.assert(
    fc.asyncProperty(jumps, fc.boolean(), async (before, once) => {
      const done = await tell(before, once)
      expect(done.slice(0, 2)).toEqual(['issue', 'begin'])
    }),
    { numRuns: 40 },
  )
})

test('after all that the chain of records is whole', async () => {
  const { kernel } = graph
  for (const job of recurringJobs(kernel, systemActor())) await job.run()
  const verification = await kernel.store.read((r) => verifyChain(r, kernel.vault))
  expect(verification).toMatchObject({ isIntact: true, unsealed: 0, findings: [] })
  expect(verification.sealed).toBeGreaterThan(500)
})

test.each([
  ['auditLogs/directoryAudits', 'directory_audits'],
  ['auditLogs/signIns', 'sign_ins'],
  ['users', 'users'],
] as const)(
  'paging through %s ends and shows everything once, however the clock moves between pages',
  async (path, table) => {
    const { kernel } = graph
    const call = graph.as(applicationActor(['AuditLog.Read.All', 'Directory.Read.All', 'User.Read.All']))
    const rows = await kernel.store.read((r) => r.db.selectFrom(table).select('id').execute())
    const seen: unknown[] = []
    let next: string | undefined = `/v1.0/${path}?$top=37`
    for (let page = 0; next !== undefined; page++) {
      expect(page).toBeLessThan(rows.length)
      kernel.clock.set(plusSeconds(start, page % 2 === 0 ? back : forward))
      const answer = await call('GET', next)
      expect(answer.status, answer.text).toBe(200)
      seen.push(...answer.value.map(({ id }) => id))
      const link = answer.body['@odata.nextLink']
      next = link === undefined ? undefined : String(link)
    }
    expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
  },
)
