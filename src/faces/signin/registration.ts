import type { FastifyInstance, FastifyReply } from 'fastify'
import { beginPasskeyBody, confirmAppBody, finishPasskeyBody, nothingBody } from '../../../contract/security-info.ts'
import { Refusal } from '../../base/refusal.ts'
import {
  beginOwnRegistration,
  finishOwnRegistration,
  pendingApp,
  requireChangeable,
} from '../../security-info/service.ts'
import { type Face, sendPage } from './face.ts'
import type { Fragment } from './html.ts'
import { leave, wantsJson } from './negotiation.ts'
import { addAuthenticatorAppPage } from './pages/add-authenticator-app.ts'
import { addPasskeyPage } from './pages/add-passkey.ts'
import { refusalSaid } from './said.ts'
import { type Visit, visited } from './visit.ts'

const added = '/security-info?done=added'
const newApp = '/security-info/authenticator-apps/new'

/** Adding a passkey, which needs a script, and an authenticator app, which does not. */
export function registrationRoutes(scope: FastifyInstance, face: Face): void {
  scope.get(
    '/security-info/passkeys/new',
    visited(face, async ({ reply, context, keys, texts }) => {
      await requireChangeable(context)
      return sendPage(face, reply, addPasskeyPage(texts, keys))
    }),
  )
  scope.post(
    '/security-info/passkeys/begin',
    visited(face, async ({ reply, context, fields }) => {
      fields(beginPasskeyBody)
      return reply.send(await beginOwnRegistration(context, 'fido2'))
    }),
  )
  scope.post(
    '/security-info/passkeys/finish',
    visited(face, async ({ request, reply, context, fields }) => {
      const { credential, displayName } = fields(finishPasskeyBody)
      const name = displayName?.trim() ? { displayName } : {}
      await finishOwnRegistration(context, 'fido2', { credential, ...name })
      return leave(request, reply, added)
    }),
  )
  scope.post(
    '/security-info/authenticator-apps/begin',
    visited(face, async ({ request, reply, context, fields }) => {
      fields(nothingBody)
      const key = await beginOwnRegistration(context, 'softwareOath')
      return wantsJson(request) ? reply.send(key) : reply.redirect(newApp, 303)
    }),
  )
  scope.get(
    newApp,
    visited(face, (visit) => showNewApp(face, visit)),
  )
  scope.post(
    '/security-info/authenticator-apps/confirm',
    visited(face, (visit) => confirmApp(face, visit)),
  )
}

/** Shows the key begun in this session again, so that a reload or a wrong code costs nothing. */
async function showNewApp(face: Face, { reply, context, keys, texts }: Visit, error?: Fragment): Promise<FastifyReply> {
  await requireChangeable(context)
  const pending = await pendingApp(context)
  if (!pending) return reply.redirect('/security-info', 303)
  const parts = addAuthenticatorAppPage(texts, keys, { ...pending, ...(error !== undefined && { error }) })
  return sendPage(face, reply, parts, error === undefined ? 200 : 400)
}

async function confirmApp(face: Face, visit: Visit): Promise<FastifyReply> {
  const { request, reply, context } = visit
  const { texts } = visit
  const { code } = visit.fields(confirmAppBody)
  const isMissing = code.trim() === ''
  try {
    if (isMissing) throw new Refusal('registrationRefused', texts.signIn.codeMissing, { field: 'code' })
    await finishOwnRegistration(context, 'softwareOath', { code })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'registrationRefused' || wantsJson(request)) throw error
    return showNewApp(face, visit, isMissing ? error.message : refusalSaid(texts, error))
  }
  return leave(request, reply, added)
}
