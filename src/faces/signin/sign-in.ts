import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import {
  changePasswordBody,
  chooseBody,
  identifyBody,
  proveBody,
  registerBody,
  restartBody,
} from '../../../contract/signin.ts'
import { assertionCredential, registrationCredential } from '../../../contract/webauthn.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseStrictJson } from '../../base/strict-json.ts'
import { findSession } from '../../sessions/service.ts'
import { originOf } from '../origin.ts'
import { sendAnswered, showStep } from './answer.ts'
import { beginLimit } from './begin-limit.ts'
import { ownFields, parseFields } from './body.ts'
import { readCookie, setCookie } from './cookie.ts'
import type { Face } from './face.ts'
import { missingField } from './missing-field.ts'
import { wantsJson } from './negotiation.ts'
import type { Answered, Browser } from './ports.ts'
import { readerOf } from './reader.ts'
import { returnPath } from './return-path.ts'

const afterSignIn = '/security-info'

/** The sign-in, one address per kind of answer. */
export function signInRoutes(scope: FastifyInstance, face: Face): void {
  const { signIn } = face
  scope.get('/signin', { config: { rateLimit: beginLimit } }, (request, reply) => showSignIn(face, request, reply))
  answering(scope, face, '/signin/identify', identifyBody, (browser, token, body) =>
    signIn.identify(browser, token, { ...body, userPrincipalName: body.userPrincipalName.trim() }),
  )
  answering(scope, face, '/signin/prove', proveBody, (browser, token, body) =>
    signIn.prove(browser, token, withCredential(body)),
  )
  answering(scope, face, '/signin/register', registerBody, (browser, token, body) =>
    signIn.register(browser, token, withNewCredential(body)),
  )
  answering(scope, face, '/signin/put-off', restartBody, signIn.putOff)
  answering(scope, face, '/signin/choose', chooseBody, signIn.choose)
  answering(scope, face, '/signin/restart', restartBody, signIn.restart)
  answering(scope, face, '/signin/change-password', changePasswordBody, signIn.changePassword)
}

/** Starts a sign-in, or goes on with the one this browser has; somebody signed in already is sent on. */
async function showSignIn(face: Face, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { kernel, signIn } = face
  const origin = originOf(request)
  const wished = returnPath((request.query as Record<string, unknown>)['returnTo'])
  const known = readCookie(kernel.settings, request, 'signIn')
  const step = known !== undefined && wished === undefined ? await signIn.current(origin, known) : undefined
  if (known !== undefined && step) return showStep(face, request, reply, { step, cookieToken: known })
  const session = readCookie(kernel.settings, request, 'session')
  if (session !== undefined && !wantsJson(request) && (await findSession(kernel, session, origin))) {
    return reply.redirect(wished ?? afterSignIn, 303)
  }
  const begun = await signIn.begin(origin, { returnTo: wished ?? afterSignIn })
  setCookie(kernel.settings, reply, 'signIn', begun.token)
  return showStep(face, request, reply, { step: begun.step, cookieToken: begun.token.reveal() })
}

function answering<Schema extends z.ZodType>(
  scope: FastifyInstance,
  face: Face,
  path: string,
  schema: Schema,
  act: (browser: Browser, token: string, body: z.infer<Schema>) => Promise<Answered>,
): void {
  scope.post(path, async (request, reply) => {
    const token = attemptToken(face, request)
    const fields = ownFields(face.kernel, request, token)
    const missing = missingField(readerOf(request).texts, fields)
    if (missing) return askAgain(face, request, reply, token, missing)
    const answered = await act(browserOf(face, request), token, parseFields(schema, fields))
    return sendAnswered(face, request, reply, answered, token)
  })
}

function browserOf({ kernel }: Face, request: FastifyRequest): Browser {
  const session = readCookie(kernel.settings, request, 'session')
  return { origin: originOf(request), ...(session !== undefined && { session }) }
}

/** A passkey's answer comes as text from a form and as an object from a script; throws `malformedRequest`. */
function withCredential(body: z.infer<typeof proveBody>): z.infer<typeof proveBody> {
  if (body.method !== 'fido2') return body
  return { ...body, credential: parseFields(assertionCredential, objectFrom(body.credential)) }
}

/** The same of a passkey that was made. */
function withNewCredential(body: z.infer<typeof registerBody>): z.infer<typeof registerBody> {
  if (body.method !== 'fido2') return body
  return { ...body, credential: parseFields(registrationCredential, objectFrom(body.credential)) }
}

const objectFrom = (credential: unknown): unknown =>
  typeof credential === 'string' ? parseStrictJson(credential) : credential

function attemptToken({ kernel }: Face, request: FastifyRequest): string {
  const token = readCookie(kernel.settings, request, 'signIn')
  if (token !== undefined) return token
  throw new Refusal(
    'signInExpired',
    'This browser has no sign-in under way. Start again; if this happens every time, allow cookies for this site.',
  )
}

/** An empty field is told on the page, and counts as no try. */
async function askAgain(
  face: Face,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  missing: NonNullable<ReturnType<typeof missingField>>,
): Promise<FastifyReply> {
  const step = wantsJson(request) ? undefined : await face.signIn.current(originOf(request), token)
  if (!step) throw new Refusal('malformedRequest', missing.message, { field: missing.field })
  return showStep(face, request, reply, { step, cookieToken: token, missing: missing.message })
}
