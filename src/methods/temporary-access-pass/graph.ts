import {
  type CreatePassBody,
  createPassBody,
  type PassResource,
  passType,
} from '../../../contract/graph/temporary-access-pass.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Instant, parseIso, toIso } from '../../base/time.ts'
import type { User } from '../../directory/rules.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerList, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, type GraphVersion, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read } from '../../kernel/store.ts'
import { visibleOwner } from '../owner.ts'
import type { Pass, PassRequest, Usability } from './rules.ts'
import { deletePassFor, findPass, issuePass, passNotFound } from './service.ts'

/** A pass on the wire; only the answer that creates it hands in the code. */
export function passToGraph(
  found: { readonly pass: Pass; readonly usability: Usability },
  version: GraphVersion,
  code: string | null = null,
): PassResource {
  const { pass, usability } = found
  return {
    '@odata.type': passType,
    id: pass.id,
    temporaryAccessPass: code,
    createdDateTime: toIso(pass.createdAt),
    startDateTime: toIso(pass.startAt),
    lifetimeInMinutes: pass.lifetimeMinutes,
    isUsableOnce: pass.isUsableOnce,
    isUsable: usability === 'EnabledByPolicy',
    methodUsabilityReason: usability,
    ...(version === 'beta' ? { lastUsedDateTime: pass.lastUsedAt === null ? null : toIso(pass.lastUsedAt) } : {}),
  }
}

const context = (request: GraphRequest): string =>
  `users('${encodeURIComponent(param(request, 'id'))}')/authentication/temporaryAccessPassMethods`

/** The user asked for, once the caller may see their pass; everybody may see the own one. */
const visibleUser = (kernel: Kernel, r: Read, request: GraphRequest): Promise<User> =>
  visibleOwner(kernel, r, request.actor, 'passes.read', param(request, 'id'))

function startOf(text: string | null | undefined): Instant | undefined {
  if (text === null || text === undefined) return undefined
  const start = parseIso(text)
  if (start !== undefined) return start
  throw new Refusal(
    'malformedRequest',
    "startDateTime must be a date and time in ISO 8601, such as '2026-03-02T08:00:00Z'.",
    {
      field: 'startDateTime',
    },
  )
}

/** What a body asks for; refuses with `malformedRequest`. */
export function passRequest(body: CreatePassBody): PassRequest {
  const startAt = startOf(body.startDateTime)
  return {
    ...(startAt === undefined ? {} : { startAt }),
    ...(typeof body.lifetimeInMinutes === 'number' ? { lifetimeMinutes: body.lifetimeInMinutes } : {}),
    ...(typeof body.isUsableOnce === 'boolean' ? { isUsableOnce: body.isUsableOnce } : {}),
  }
}

const type = 'microsoft.graph.temporaryAccessPassAuthenticationMethod'
const collection = '/users/{id}/authentication/temporaryAccessPassMethods'

/**
 * The addresses of the pass.
 *
 * Source: facts/entra.md §2.
 */
export const passRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: collection,
    operation: 'passes.read',
    summary: "List a user's Temporary Access Pass: one or none",
    answers: { type, collection: true },
    handle: async (kernel, request) => {
      const found = await kernel.store.read(async (r) => findPass(r, (await visibleUser(kernel, r, request)).id))
      const items = found ? [passToGraph(found, request.version)] : []
      return answerList(kernel, request, context(request), items)
    },
  },
  {
    method: 'POST',
    path: collection,
    operation: 'passes.create',
    summary: 'Issue a Temporary Access Pass; the only answer that shows its code',
    tellsSecret: true,
    reads: createPassBody,
    answers: { type },
    handle: async (kernel, request) => {
      const issued = await issuePass(kernel, request.actor, {
        user: param(request, 'id'),
        ...passRequest(parseBody(createPassBody, request)),
      })
      return answerCreated(kernel, request, {
        context: context(request),
        path: `/users/${issued.pass.userId}/authentication/temporaryAccessPassMethods/${issued.pass.id}`,
        body: passToGraph(issued, request.version, issued.code.reveal()),
      })
    },
  },
  {
    method: 'GET',
    path: `${collection}/{passId}`,
    operation: 'passes.read',
    summary: 'Read a Temporary Access Pass, never its code',
    answers: { type },
    handle: async (kernel, request) => {
      const found = await kernel.store.read(async (r) => findPass(r, (await visibleUser(kernel, r, request)).id))
      const passId = param(request, 'passId').toLowerCase()
      if (found?.pass.id !== passId) throw passNotFound(passId)
      return answerEntity(kernel, request, {
        context: context(request),
        body: passToGraph(found, request.version),
      })
    },
  },
  {
    method: 'DELETE',
    path: `${collection}/{passId}`,
    operation: 'passes.delete',
    summary: 'Delete a Temporary Access Pass; the sessions it opened end at once',
    handle: async (kernel, request) => {
      const passId = param(request, 'passId').toLowerCase()
      await deletePassFor(kernel, request.actor, { user: param(request, 'id'), passId })
      return noContent()
    },
  },
]
