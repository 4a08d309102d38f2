import type { IncomingMessage } from 'node:http'
import fastifyCookie from '@fastify/cookie'
import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { enter, mayNotKeep, ownPages } from '../access/service.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { tokenErrors } from '../oidc/rules/token-errors.ts'
import { errorBody, isTenantName, type TokenError } from '../oidc/rules.ts'
import {
  createEngine,
  discoveryRoute,
  type Engine,
  engineRoutes,
  giveUpPath,
  interactionRoute,
  isAdmitted,
} from '../oidc/service.ts'
import { endSessionWith, findSession, type SignedIn } from '../sessions/service.ts'
import { frameworkStatus } from './broken-request.ts'
import { originOf } from './origin.ts'
import { beginLimit } from './signin/begin-limit.ts'
import { clearCookie, readCookie, setCookie, unkeptSessionCookie } from './signin/cookie.ts'
import { sendError } from './signin/errors.ts'
import { noteAskedLanguage } from './signin/language.ts'
import { page, pagePolicy, type Site } from './signin/layout.ts'
import { refusalParts } from './signin/pages/refusal.ts'
import type { SignInService } from './signin/ports.ts'
import { noticeReaders, readerOf } from './signin/reader.ts'
import { asWorded } from './signin/said.ts'

interface Face {
  readonly kernel: Kernel
  readonly site: Site
  readonly engine: Engine
  readonly signIn: SignInService
}

interface TenantParams {
  readonly tenant: string
}

interface InteractionParams extends TenantParams {
  readonly uid: string
}

/** More than the engine reads; a body that says it is larger is not waited for. */
const bodyLimit = 56 * 1024

/**
 * OAuth 2.0 and OpenID Connect at Entra's addresses: authorization, token, discovery, keys.
 *
 * What the engine could do besides has no address yet.
 */
export const oidcFace =
  (kernel: Kernel, site: Site, signIn: SignInService): FastifyPluginAsync =>
  async (scope) => {
    const showError = (why: string, raw: IncomingMessage) => {
      const reader = readerOf({ raw })
      return page(site, reader, refusalParts(reader.texts, misfit(why), '', asWorded(reader.texts, why)))
    }
    const face: Face = { kernel, site, engine: createEngine(kernel, showError), signIn }
    await scope.register(fastifyCookie)
    await scope.register(fastifyRateLimit, { global: false, cache: 10_000 })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', async () => undefined)
    scope.setErrorHandler((error, request, reply) => {
      if (error instanceof Refusal) return sendError(site, error, request, reply)
      if (frameworkStatus(error) === 500) throw error
      return refuse(kernel, request, reply, tokenErrors.malformed)
    })
    noticeReaders(scope, kernel, site)
    scope.addHook('onRequest', async (request, reply) => {
      reply.raw.setHeader('x-ms-request-id', request.id)
      reply.raw.setHeader('client-request-id', originOf(request).correlationId)
    })
    mount(scope, face, ['POST', 'OPTIONS'], engineRoutes.token)
    mount(scope, face, ['GET'], engineRoutes.authorization)
    scope.get<{ Params: InteractionParams }>(`/:tenant${engineRoutes.authorization}/:uid`, (request, reply) =>
      forward(face, request, reply, request.params.tenant, `${engineRoutes.authorization}/${request.params.uid}`),
    )
    scope.get<{ Params: InteractionParams }>(
      `/:tenant${interactionRoute}/:uid`,
      { config: { rateLimit: beginLimit } },
      (request, reply) => interact(face, request, reply),
    )
    scope.get<{ Params: InteractionParams }>(`/:tenant${interactionRoute}/:uid${giveUpPath}`, (request, reply) =>
      giveUp(face, request, reply),
    )
    mount(scope, face, ['GET', 'OPTIONS'], engineRoutes.jwks)
    mount(scope, face, ['GET', 'OPTIONS'], discoveryRoute, `/v2.0${discoveryRoute}`)
  }

function mount(
  scope: FastifyInstance,
  face: Face,
  method: ('GET' | 'POST' | 'OPTIONS')[],
  enginePath: string,
  path: string = enginePath,
): void {
  scope.route<{ Params: TenantParams }>({
    method,
    url: `/:tenant${path}`,
    handler: (request, reply) => forward(face, request, reply, request.params.tenant, enginePath),
  })
}

async function forward(
  { kernel, engine }: Face,
  request: FastifyRequest,
  reply: FastifyReply,
  tenant: string,
  path: string,
): Promise<unknown> {
  if (!isTenantName(tenant, kernel.tenant)) return refuse(kernel, request, reply, tokenErrors.unknownTenant)
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
    return refuse(kernel, request, reply.header('connection', 'close'), tokenErrors.tooLarge)
  }
  reply.hijack()
  try {
    const [, query] = request.originalUrl.split(/\?(.*)/s)
    const isForPeople = path.startsWith(engineRoutes.authorization)
    if (isForPeople) reply.raw.setHeader('content-security-policy', pagePolicy)
    const signedIn = isForPeople ? await visitorAt(kernel, request, reply) : undefined
    await engine.handle(request.raw, reply.raw, {
      path: query ? `${path}?${query}` : path,
      origin: originOf(request),
      traceId: request.id,
      signedIn,
    })
  } catch (error) {
    kernel.log.error({ err: error, requestId: request.id }, 'The protocol engine could not be reached')
    const { status, body } = worded(kernel, request, tokenErrors.fault)
    if (!reply.raw.headersSent) reply.raw.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    reply.raw.end(JSON.stringify(body))
  }
  return reply
}

/** The person behind the cookie of this browser. */
async function signedInAt(kernel: Kernel, request: FastifyRequest): Promise<SignedIn | undefined> {
  const cookie = readCookie(kernel.settings, request, 'session')
  return cookie === undefined ? undefined : findSession(kernel, cookie, originOf(request))
}

/** The same person, whose browser forgets the session when it is closed once a policy says so. */
async function visitorAt(kernel: Kernel, request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | undefined> {
  const token = readCookie(kernel.settings, request, 'session')
  const entered = token === undefined ? undefined : await enter(kernel, { token }, originOf(request), ownPages)
  if (token !== undefined && entered && mayNotKeep(entered)) {
    reply.raw.appendHeader('set-cookie', unkeptSessionCookie(kernel.settings, reply, token))
  }
  return entered
}

/**
 * Where the engine sends a person whose sign-in it waits for: on with the session they have, or to sign in and back here.
 *
 * Where the application wants a fresh sign-in, an older session of this browser ends first.
 * Where policies ask for more than was proved in the session, that is asked for, and the session goes on.
 */
async function interact({ kernel, engine, signIn, site }: Face, request: FastifyRequest, reply: FastifyReply) {
  const interaction = await engine.interaction(request.raw, reply.raw)
  if (!interaction) return showTooLate(site, reply)
  const { clientId, mustBeFresh, askedAt, uiLocales } = interaction
  const signedIn = await signedInAt(kernel, request)
  const isGood = signedIn && (!mustBeFresh || signedIn.session.authTime >= askedAt)
  if (isGood && (await isAdmitted(kernel, clientId, signedIn))) {
    return reply.redirect(await engine.conclude(request.raw, reply.raw, signedIn), 303)
  }
  if (signedIn && !isGood) await endForFresh(kernel, request, reply, signedIn)
  const wish = { returnTo: request.url, appId: clientId, ...(isGood && { stepUp: signedIn }) }
  const begun = await signIn.begin(originOf(request), wish)
  setCookie(kernel.settings, reply, 'signIn', begun.token)
  noteAskedLanguage(kernel.settings, reply, uiLocales)
  return reply.redirect('/signin', 303)
}

/** Back to the application without having signed in to it; only the browser it sent here can do that. */
async function giveUp({ engine, site }: Face, request: FastifyRequest, reply: FastifyReply) {
  if (!(await engine.interaction(request.raw, reply.raw))) return showTooLate(site, reply)
  return reply.redirect(await engine.giveUp(request.raw, reply.raw), 303)
}

function showTooLate(site: Site, reply: FastifyReply): FastifyReply {
  const reader = readerOf(reply.request)
  const parts = refusalParts(reader.texts, tooLate(), '')
  return reply
    .code(400)
    .type('text/html; charset=utf-8')
    .send(page(site, reader, parts))
}

/** What the engine says of a request, in its own words. */
const misfit = (why: string) => new Refusal('malformedRequest', why)

const tooLate = () =>
  new Refusal('signInExpired', 'This sign-in took too long or was finished before. Start again from the application.')

async function endForFresh(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor }: SignedIn,
): Promise<void> {
  const cookie = readCookie(kernel.settings, request, 'session')
  await kernel.store.write(actor, async (w) => {
    w.unrecorded('the sign-in that follows is recorded')
    if (cookie !== undefined) await endSessionWith(w, cookie, 'An application asked for a fresh sign-in')
  })
  clearCookie(kernel.settings, reply, 'session')
}

function refuse(kernel: Kernel, request: FastifyRequest, reply: FastifyReply, refusal: TokenError): FastifyReply {
  const { status, body } = worded(kernel, request, refusal)
  return reply.code(status).header('cache-control', 'no-store').send(body)
}

const worded = (kernel: Kernel, request: FastifyRequest, refusal: TokenError) => ({
  status: refusal.status,
  body: errorBody(refusal, {
    now: kernel.clock.now(),
    traceId: request.id,
    correlationId: originOf(request).correlationId,
  }),
})
