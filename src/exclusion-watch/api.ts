import { exclusionPatch, exclusionResource, exemptPersonResource } from '../../contract/api/exclusions.ts'
import { Refusal } from '../base/refusal.ts'
import { parseIso } from '../base/time.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { parseBody } from '../faces/graph/body.ts'
import { answerEntity, answerPage, listQuery, noContent } from '../faces/graph/collection.ts'
import { acceptingPreference } from '../faces/graph/lock-out.ts'
import { type GraphRequest, type GraphResponse, param, type SystemOption } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { clearExclusionEnd, setExclusionEnd } from '../policies/conditional-access/service.ts'
import { exclusionToWire, exemptPersonToWire } from './api/resources.ts'
import { exclusionShape, exemptPersonShape } from './rules.ts'
import { listExclusions, listExemptPeople, readExclusion } from './service.ts'

const listOptions: readonly SystemOption[] = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken']

async function getExclusions(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = exclusionShape
  const query = listQuery(kernel, request, shape)
  const page = await listExclusions(kernel, request.actor, query)
  return answerPage(kernel, request, { shape, query, page, toGraph: exclusionToWire })
}

async function getExclusion(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = exclusionShape
  const body = exclusionToWire(await readExclusion(kernel, request.actor, param(request, 'exclusionId')))
  return answerEntity(kernel, request, { context: shape.name, body, shape })
}

async function patchExclusion(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { expirationDateTime } = parseBody(exclusionPatch, request)
  const id = param(request, 'exclusionId')
  if (expirationDateTime === null) {
    await clearExclusionEnd(kernel, request.actor, { id })
    return noContent()
  }
  const endAt = parseIso(expirationDateTime)
  if (endAt === undefined) {
    const message = "expirationDateTime is a date and time as '2030-01-31T08:00:00Z', or null."
    throw new Refusal('malformedRequest', message, { field: 'expirationDateTime' })
  }
  await setExclusionEnd(kernel, request.actor, { id, endAt })
  return noContent()
}

async function getExemptPeople(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const shape = exemptPersonShape
  const query = listQuery(kernel, request, shape)
  const page = await listExemptPeople(kernel, request.actor, query)
  return answerPage(kernel, request, { shape, query, page, toGraph: exemptPersonToWire })
}

/** Who is excluded from which policy, below `/api/v1`. */
export const exclusionRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/exclusions',
    operation: 'exclusions.read',
    summary: 'List the exclusions of policies that block or ask for proof; `userId` in the filter: those of one person',
    options: listOptions,
    answers: { schema: exclusionResource, collection: true },
    handle: getExclusions,
  },
  {
    method: 'GET',
    path: '/exclusions/{exclusionId}',
    operation: 'exclusions.read',
    summary: 'Read one exclusion',
    options: ['$select'],
    answers: { schema: exclusionResource },
    handle: getExclusion,
  },
  {
    method: 'PATCH',
    path: '/exclusions/{exclusionId}',
    operation: 'exclusions.update',
    summary: 'Set when an exclusion ends, or null to let it last',
    reads: exclusionPatch,
    handle: acceptingPreference(patchExclusion),
  },
  {
    method: 'GET',
    path: '/exemptPeople',
    operation: 'exclusions.read',
    summary: 'List the people who are excluded, by which way, since when and by whose hand',
    options: listOptions,
    answers: { schema: exemptPersonResource, collection: true },
    handle: getExemptPeople,
  },
]
