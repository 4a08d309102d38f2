import { changePasswordBody } from '../../../contract/graph/user.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerValue, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { requireOnOneself } from '../../roles/rules.ts'
import { changeOwnPassword } from '../../security-info/service.ts'
import { requireSignedIn } from '../../sessions/service.ts'
import { endSignInSessions } from '../sign-in-sessions.ts'

async function postRevoke(kernel: Kernel, request: GraphRequest) {
  await endSignInSessions(kernel, request.actor, { user: param(request, 'id') })
  return answerValue(kernel, request, 'Edm.Boolean', true)
}

async function postChangePassword(kernel: Kernel, request: GraphRequest) {
  const { actor } = request
  if (actor.kind !== 'user' || actor.userId !== param(request, 'id').toLowerCase()) throw onlyOwn()
  requireOnOneself(actor, 'users.resetPassword')
  const { currentPassword, newPassword } = parseBody(changePasswordBody, request)
  const signedIn = await kernel.store.read((read) => requireSignedIn(read, actor))
  await changeOwnPassword({ kernel, signedIn }, { current: currentPassword, next: newPassword })
  return noContent()
}

const onlyOwn = () =>
  new Refusal(
    'insufficientPrivileges',
    'Only the user changes a password with the current one, at /me/changePassword. An administrator resets it.',
  )

/** Source: facts/entra.md §13, Users. */
export const ownRoutes: GraphRoutes = [
  {
    method: 'POST',
    path: '/users/{id}/revokeSignInSessions',
    operation: 'users.revokeSessions',
    summary: 'Sign a user out everywhere; everybody may do it to themself',
    answers: { type: 'Edm.Boolean' },
    handle: postRevoke,
  },
  {
    method: 'POST',
    path: '/users/{id}/changePassword',
    operation: null,
    summary: 'Change the own password with the current one',
    reads: changePasswordBody,
    handle: postChangePassword,
  },
]
