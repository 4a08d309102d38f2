import type { Origin } from '../../src/base/actor.ts'
import type { User } from '../../src/directory/rules.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { methodModules } from '../../src/methods/index.ts'
import type { AnyMethod, MethodKind } from '../../src/methods/method.ts'
import { findSession, type SignedIn } from '../../src/sessions/service.ts'
import {
  beginSignIn,
  changePassword,
  choose,
  currentSignIn,
  identify,
  keyToAdd,
  type ProveOutcome,
  prove,
  putOff,
  register,
  restart,
  type SignInContext,
  type SignInView,
  type SignInWish,
} from '../../src/signin/service.ts'
import { codeAt } from './soft-app.ts'
import type { CreationOptions, SoftAuthenticator } from './soft-authenticator.ts'

interface VisitorOptions {
  readonly ipAddress?: string
  /** Of all its requests. */
  readonly correlationId?: string
  /** The token of the session this browser has. */
  readonly session?: string
}

const methods: readonly AnyMethod[] = methodModules.map((module) => module.method)

/**
 * Somebody at the sign-in, without a web: remembers the attempt, the step shown last and the session got.
 *
 * Every answer goes to the step shown last, unless another version is given.
 */
export class Visitor {
  readonly #kernel: Kernel
  readonly origin: Origin
  #session: string | undefined
  #token = ''
  #shown: ProveOutcome | undefined

  constructor(kernel: Kernel, options: VisitorOptions = {}) {
    const { ipAddress = '192.0.2.7', correlationId = '00000000-0000-4000-8000-000000000007', session } = options
    this.#kernel = kernel
    this.#session = session
    this.origin = { ipAddress, userAgent: 'test', correlationId }
  }

  get #context(): SignInContext {
    const session = this.#session === undefined ? {} : { session: this.#session }
    return { kernel: this.#kernel, methods, origin: this.origin, ...session }
  }

  get token(): string {
    return this.#token
  }

  /** The session's token, once there is one. */
  get session(): string | undefined {
    return this.#session
  }

  get shown(): ProveOutcome {
    if (!this.#shown) throw new Error('Nothing was begun')
    return this.#shown
  }

  get version(): number {
    return this.shown.version
  }

  /** What went wrong with the last answer. */
  get problem(): string | undefined {
    return this.shown.signIn.problem?.code
  }

  /** A second tab of the same browser, at the step it sees now. */
  async secondTab(): Promise<Visitor> {
    const other = new Visitor(this.#kernel, { ipAddress: this.origin.ipAddress })
    other.#token = this.#token
    other.#session = this.#session
    other.#shown = await this.current()
    return other
  }

  /** Where the attempt stands; nothing when it is over. */
  current = (): Promise<SignInView | undefined> => currentSignIn(this.#context, this.#token)

  begin = (confirming?: User, returnTo = '/security-info'): Promise<this> =>
    this.beginFor({ returnTo, ...(confirming && { confirming: confirming.id }) })

  /** Begins with any wish. */
  async beginFor(wish: Partial<SignInWish>): Promise<this> {
    const begun = await beginSignIn(this.#context, { returnTo: '/security-info', ...wish })
    this.#token = begun.token.reveal()
    this.#shown = begun
    return this
  }

  async #answered(outcome: Promise<ProveOutcome>): Promise<ProveOutcome> {
    this.#shown = await outcome
    if (this.#shown.opened) this.#session = this.#shown.opened.token.reveal()
    return this.#shown
  }

  identify = (userPrincipalName: string, version = this.version): Promise<ProveOutcome> =>
    this.#answered(identify(this.#context, this.#token, { version, userPrincipalName }))

  choose = (method: MethodKind, version = this.version): Promise<ProveOutcome> =>
    this.#answered(choose(this.#context, this.#token, { version, method }))

  prove = (method: MethodKind, answer: unknown, version = this.version): Promise<ProveOutcome> =>
    this.#answered(prove(this.#context, this.#token, { version, method, answer }))

  /** Lets the authenticator answer the options shown. */
  provePasskey = (authenticator: SoftAuthenticator): Promise<ProveOutcome> =>
    this.prove('fido2', authenticator.get(this.passkeyOptions()))

  passkeyOptions(): Parameters<SoftAuthenticator['get']>[0] {
    const options = this.shown.signIn.passkeyOptions
    if (!options) throw new Error('No passkey is asked for')
    return options as Parameters<SoftAuthenticator['get']>[0]
  }

  register = (method: MethodKind, answer: unknown, version = this.version): Promise<ProveOutcome> =>
    this.#answered(register(this.#context, this.#token, { version, method, answer }))

  putOff = (version = this.version): Promise<ProveOutcome> =>
    this.#answered(putOff(this.#context, this.#token, { version }))

  /** Lets the authenticator make the passkey that is to be added. */
  registerPasskey = (authenticator: SoftAuthenticator): Promise<ProveOutcome> => {
    const credential = authenticator.create(this.shown.signIn.passkeyOptions as CreationOptions)
    return this.register('fido2', { credential })
  }

  /** Types the first code of the app that is to be added. */
  async registerApp(code = codeAt): Promise<ProveOutcome> {
    const key = await keyToAdd(this.#context, this.#token)
    if (!key) throw new Error('No app is to be added')
    return this.register('softwareOath', { code: code(key.key, this.#kernel.clock.now()) })
  }

  changePassword = (newPassword: string, version = this.version): Promise<ProveOutcome> =>
    this.#answered(changePassword(this.#context, this.#token, { version, newPassword }))

  restart = (version = this.version): Promise<ProveOutcome> =>
    this.#answered(restart(this.#context, this.#token, { version }))

  /** Begins and goes to where the method is asked of this name. */
  async goTo(userName: string, method: MethodKind): Promise<this> {
    await this.begin()
    await this.identify(userName)
    if (this.shown.signIn.asked !== method) await this.choose(method)
    return this
  }

  /** The session this browser has, as the server sees it now. */
  signedIn(): Promise<SignedIn | undefined> {
    return this.#session === undefined
      ? Promise.resolve(undefined)
      : findSession(this.#kernel, this.#session, this.origin)
  }
}
