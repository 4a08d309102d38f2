import { organizationPatch } from '../../../contract/graph/organization.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { domainShape, isSameName, organizationShape } from '../rules.ts'
import { domainsOf, readTenant, renameOrganization } from '../service.ts'
import { domainToGraph, organizationToGraph } from './resources.ts'

async function getOrganizations(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, organizationShape)
  const items = [organizationToGraph(await readTenant(kernel, request.actor))]
  const page = pageOf(items, query, organizationShape)
  return answerPage(kernel, request, { shape: organizationShape, query, page, toGraph: (item) => item })
}

async function getOrganization(kernel: Kernel, request: GraphRequest) {
  const body = organizationToGraph(await readTenant(kernel, request.actor))
  if (param(request, 'id').toLowerCase() !== body.id) throw notThere('organization', param(request, 'id'))
  return answerEntity(kernel, request, { context: 'organization', body, shape: organizationShape })
}

async function domains(kernel: Kernel, request: GraphRequest) {
  await readTenant(kernel, request.actor)
  return domainsOf(kernel).map((name, index) => domainToGraph(name, index === 0))
}

async function getDomains(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, domainShape)
  const page = pageOf(await domains(kernel, request), query, domainShape)
  return answerPage(kernel, request, { shape: domainShape, query, page, toGraph: (item) => item })
}

async function getDomain(kernel: Kernel, request: GraphRequest) {
  const name = param(request, 'id')
  const body = (await domains(kernel, request)).find(({ id }) => isSameName(id, name))
  if (!body) throw notThere('domain', name)
  return answerEntity(kernel, request, { context: 'domains', body, shape: domainShape })
}

async function patchOrganization(kernel: Kernel, request: GraphRequest) {
  const { displayName } = parseBody(organizationPatch, request)
  await renameOrganization(kernel, request.actor, { organization: param(request, 'id'), displayName })
  return noContent()
}

const notThere = (what: string, name: string) =>
  new Refusal('objectNotFound', `There is no ${what} '${name.slice(0, 256)}'.`)

/** Source: facts/entra.md §12. */
export const organizationRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/organization',
    operation: 'organization.read',
    summary: 'List the tenant, of which there is one',
    options: ['$top', '$select', '$count', '$skiptoken'],
    answers: { type: 'microsoft.graph.organization', collection: true },
    handle: getOrganizations,
  },
  {
    method: 'GET',
    path: '/organization/{id}',
    operation: 'organization.read',
    summary: 'Read the tenant',
    options: ['$select'],
    answers: { type: 'microsoft.graph.organization' },
    handle: getOrganization,
  },
  {
    method: 'PATCH',
    path: '/organization/{id}',
    operation: 'organization.update',
    summary: 'Give the tenant another name',
    reads: organizationPatch,
    handle: patchOrganization,
  },
  {
    method: 'GET',
    path: '/domains',
    operation: 'organization.read',
    summary: 'List the domains users may be named in',
    options: ['$top', '$select', '$count', '$skiptoken'],
    answers: { type: 'microsoft.graph.domain', collection: true },
    handle: getDomains,
  },
  {
    method: 'GET',
    path: '/domains/{id}',
    operation: 'organization.read',
    summary: 'Read a domain',
    options: ['$select'],
    answers: { type: 'microsoft.graph.domain' },
    handle: getDomain,
  },
]
