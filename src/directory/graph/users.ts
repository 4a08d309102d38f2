import {
  type CreateUserBody,
  createUserBody,
  type UpdateUserBody,
  updateUserBody,
} from '../../../contract/graph/user.ts'
import { Refusal } from '../../base/refusal.ts'
import { Secret } from '../../base/secret.ts'
import { type Instant, parseIso } from '../../base/time.ts'
import { parseBody } from '../../faces/graph/body.ts'
import {
  answerCreated,
  answerEntity,
  answerPage,
  countQuery,
  entityQuery,
  listQuery,
  noContent,
} from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param, type SystemOption } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { firstPassword, resetPassword } from '../passwords.ts'
import { asShown, type User, type UserChange, userShape } from '../rules.ts'
import { createUser, deleteUser, listUsers, readExpandedUser, updateUser } from '../service.ts'
import { answerCount } from './count.ts'
import { expandedToGraph } from './expanded.ts'
import { userToGraph } from './resources.ts'

const context = 'users'
const listOptions: readonly SystemOption[] = [
  ...(['$top', '$select', '$filter', '$search', '$orderby', '$expand', '$count', '$skiptoken'] as const),
]

async function getUsers(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, userShape)
  const page = await listUsers(kernel, request.actor, query)
  const toGraph = (user: User) => ({
    ...asShown(userToGraph(user, kernel.tenant), page.sight(user.id)),
    ...expandedToGraph(page.expanded(user.id), query.expand, kernel.tenant),
  })
  return answerPage(kernel, request, { shape: userShape, query, page, toGraph })
}

async function getUserCount(kernel: Kernel, request: GraphRequest) {
  return answerCount(await listUsers(kernel, request.actor, countQuery(kernel, request, userShape)))
}

async function getUser(kernel: Kernel, request: GraphRequest) {
  const { expand } = entityQuery(request, userShape)
  const { user, sight, expanded } = await readExpandedUser(kernel, request.actor, param(request, 'id'), expand)
  const shown = asShown(userToGraph(user, kernel.tenant), sight)
  const body = { ...shown, ...expandedToGraph(expanded, expand, kernel.tenant) }
  return answerEntity(kernel, request, { context, body, shape: userShape })
}

async function postUser(kernel: Kernel, request: GraphRequest) {
  const { passwordProfile, '@odata.type': _type, ...body } = parseBody(createUserBody, request)
  const { displayName, userPrincipalName } = body
  const credential = passwordProfile && firstPassword(new Secret(passwordProfile.password), mustChange(passwordProfile))
  const given = { ...changeFrom(body), displayName, userPrincipalName, credential }
  const user = await createUser(kernel, request.actor, given)
  const path = `/users/${user.id}`
  return answerCreated(kernel, request, { context, path, body: userToGraph(user, kernel.tenant), shape: userShape })
}

async function patchUser(kernel: Kernel, request: GraphRequest) {
  const { passwordProfile, '@odata.type': _type, ...body } = parseBody(updateUserBody, request)
  const user = param(request, 'id')
  if (!passwordProfile) await updateUser(kernel, request.actor, { user, change: changeFrom(body) })
  else if (Object.keys(body).length === 0) {
    const password = new Secret(passwordProfile.password)
    await resetPassword(kernel, request.actor, { user, password, mustChange: mustChange(passwordProfile) })
  } else throw togetherWithPassword()
  return noContent()
}

async function removeUser(kernel: Kernel, request: GraphRequest) {
  await deleteUser(kernel, request.actor, { user: param(request, 'id') })
  return noContent()
}

type Given = Omit<CreateUserBody | UpdateUserBody, '@odata.type' | 'passwordProfile'>

function changeFrom({ employeeHireDate, ...change }: Given): UserChange {
  if (employeeHireDate === undefined) return change
  return { ...change, employeeHireAt: employeeHireDate === null ? null : instantOf(employeeHireDate) }
}

function instantOf(text: string): Instant {
  const at = parseIso(text)
  if (at !== undefined) return at
  throw new Refusal('malformedRequest', "employeeHireDate must be a date and time such as '2026-03-02T08:00:00Z'.", {
    field: 'employeeHireDate',
  })
}

const mustChange = (profile: { readonly forceChangePasswordNextSignIn?: boolean | null | undefined }): boolean =>
  profile.forceChangePasswordNextSignIn ?? true

const togetherWithPassword = () =>
  new Refusal(
    'malformedRequest',
    'A password is reset in a request of its own: send passwordProfile alone, and the other properties in another PATCH.',
    { field: 'passwordProfile' },
  )

/** Source: facts/entra.md §12. */
export const userRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/users',
    operation: 'users.read',
    summary: 'List users',
    options: listOptions,
    answers: { type: 'microsoft.graph.user', collection: true },
    handle: getUsers,
  },
  {
    method: 'POST',
    path: '/users',
    operation: 'users.create',
    summary: 'Create a member or an internal guest',
    reads: createUserBody,
    answers: { type: 'microsoft.graph.user' },
    handle: postUser,
  },
  {
    method: 'GET',
    path: '/users/$count',
    operation: 'users.read',
    summary: 'Count users',
    options: ['$filter', '$search'],
    answers: { type: 'Edm.Int32' },
    handle: getUserCount,
  },
  {
    method: 'GET',
    path: '/users/{id}',
    operation: 'users.read',
    summary: 'Read a user; everybody may read the own entry',
    options: ['$select', '$expand'],
    answers: { type: 'microsoft.graph.user' },
    handle: getUser,
  },
  {
    method: 'PATCH',
    path: '/users/{id}',
    operation: 'users.update',
    summary: 'Change a user; with `passwordProfile` alone, reset the password (`users.resetPassword`)',
    reads: updateUserBody,
    handle: patchUser,
  },
  {
    method: 'DELETE',
    path: '/users/{id}',
    operation: 'users.delete',
    summary: 'Delete a user; sessions, methods, roles and memberships go too',
    handle: removeUser,
  },
]
