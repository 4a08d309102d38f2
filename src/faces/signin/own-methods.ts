import type { FastifyInstance, FastifyReply } from 'fastify'
import { ownMethodBody, ownPasswordBody, renameBody } from '../../../contract/security-info.ts'
import { Refusal } from '../../base/refusal.ts'
import {
  changeOwnPassword,
  ownMethod,
  removeOwnMethod,
  renameOwnMethod,
  requireChangeable,
  securityInfo,
} from '../../security-info/service.ts'
import { parseFields } from './body.ts'
import { type Face, sendPage } from './face.ts'
import { missingField } from './missing-field.ts'
import { leave, wantsJson } from './negotiation.ts'
import { type FieldError, ownPasswordPage } from './pages/own-password.ts'
import { deletePassQuestion, questionPage, removeQuestion } from './pages/questions.ts'
import { renamePage } from './pages/rename.ts'
import { refusalSaid } from './said.ts'
import type { Texts } from './texts.ts'
import { type Visit, visited } from './visit.ts'

/** Renaming, removing, and changing the password. */
export function ownMethodRoutes(scope: FastifyInstance, face: Face): void {
  scope.get(
    '/security-info/rename',
    visited(face, async ({ request, reply, context, keys, texts }) => {
      await requireChangeable(context)
      const { kind, id } = parseFields(ownMethodBody, request.query)
      return sendPage(face, reply, renamePage(texts, keys, await ownMethod(context, kind, id)))
    }),
  )
  scope.post(
    '/security-info/rename',
    visited(face, (visit) => rename(face, visit)),
  )
  scope.get(
    '/security-info/remove',
    visited(face, (visit) => askRemoval(face, visit)),
  )
  scope.post(
    '/security-info/remove',
    visited(face, async (visit) => {
      const { kind, id } = visit.fields(ownMethodBody)
      await removeOwnMethod(visit.context, kind, id)
      return done(visit, kind === 'temporaryAccessPass' ? 'passDeleted' : 'removed')
    }),
  )
  scope.get(
    '/security-info/password',
    visited(face, async (visit) => showPassword(face, visit)),
  )
  scope.post(
    '/security-info/password',
    visited(face, (visit) => changePassword(face, visit)),
  )
}

const done = ({ request, reply }: Visit, what: keyof Texts['securityInfo']['done']): FastifyReply => {
  const redirectTo = `/security-info?done=${what}`
  return leave(request, reply, redirectTo)
}

async function rename(face: Face, visit: Visit): Promise<FastifyReply> {
  const { kind, id, displayName } = visit.fields(renameBody)
  try {
    await renameOwnMethod(visit.context, kind, id, displayName)
    return done(visit, 'renamed')
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'nameInvalid' || wantsJson(visit.request)) throw error
    const method = { ...(await ownMethod(visit.context, kind, id)), displayName }
    const { texts } = visit
    const message = displayName.trim() === '' ? texts.securityInfo.nameMissing : refusalSaid(texts, error)
    return sendPage(face, visit.reply, renamePage(texts, visit.keys, method, message), 400)
  }
}

async function askRemoval(face: Face, { request, reply, context, keys, texts }: Visit): Promise<FastifyReply> {
  await requireChangeable(context)
  const { kind, id } = parseFields(ownMethodBody, request.query)
  const question =
    kind === 'temporaryAccessPass'
      ? deletePassQuestion(texts, id)
      : removeQuestion(texts, await ownMethod(context, kind, id), await securityInfo(context))
  return sendPage(face, reply, questionPage(texts, keys, question))
}

async function showPassword(
  face: Face,
  { reply, context, keys, texts }: Visit,
  error?: FieldError,
): Promise<FastifyReply> {
  await requireChangeable(context)
  const { userPrincipalName } = context.signedIn.actor
  return sendPage(face, reply, ownPasswordPage(texts, keys, userPrincipalName, error), error ? 400 : 200)
}

async function changePassword(face: Face, visit: Visit): Promise<FastifyReply> {
  const { currentPassword, newPassword } = visit.fields(ownPasswordBody)
  try {
    const missing = missingField(visit.texts, { currentPassword, newPassword })
    if (missing && !wantsJson(visit.request)) return showPassword(face, visit, fieldOf(missing))
    if (missing) throw new Refusal('malformedRequest', missing.message, { field: missing.field })
    await changeOwnPassword(visit.context, { current: currentPassword, next: newPassword })
    return done(visit, 'passwordChanged')
  } catch (error) {
    const told = !wantsJson(visit.request) && error instanceof Refusal ? fieldError(visit.texts, error) : undefined
    if (!told) throw error
    return showPassword(face, visit, told)
  }
}

const fieldOf = ({ field, message }: { readonly field: string; readonly message: string }): FieldError => ({
  field: field === 'newPassword' ? 'newPassword' : 'currentPassword',
  message,
})

/** What the form says itself; anything else has a page of its own. */
function fieldError(texts: Texts, refusal: Refusal): FieldError | undefined {
  const { code, field } = refusal
  const message = refusalSaid(texts, refusal)
  if (code === 'passwordUnacceptable' || field === 'newPassword') return { field: 'newPassword', message }
  if (code === 'throttled' || field === 'currentPassword') return { field: 'currentPassword', message }
  return undefined
}
