import { summaryParameters } from '../../contract/graph/reports.ts'
import { parseBody } from '../faces/graph/body.ts'
import { answerEntity, answerPage, listQuery } from '../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { registrationShape as shape } from './rules/shapes.ts'
import { countByFeature, countByMethod, listRegistrations, readRegistration, type Summary } from './service.ts'

const type = 'microsoft.graph.userRegistrationDetails'
const root = '/reports/authenticationMethods'

async function getRegistrations(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, shape)
  const page = await listRegistrations(kernel, request.actor, query)
  return answerPage(kernel, request, { shape, query, page, toGraph: (details) => details })
}

async function getRegistration(kernel: Kernel, request: GraphRequest) {
  const body = await readRegistration(kernel, request.actor, param(request, 'userRegistrationDetailsId'))
  return answerEntity(kernel, request, { context: shape.name, body, shape })
}

const parametersOf = (request: GraphRequest) => {
  const { includedUserTypes, includedUserRoles } = parseBody(summaryParameters, { ...request, body: request.params })
  return { userTypes: includedUserTypes, userRoles: includedUserRoles }
}

type Counted = ReturnType<typeof parametersOf>

const summaryToGraph = ({ total }: Summary, { userTypes, userRoles }: Counted) => ({
  totalUserCount: total,
  userRoles,
  userTypes,
})

async function getByMethod(kernel: Kernel, request: GraphRequest) {
  const counted = parametersOf(request)
  const summary = await countByMethod(kernel, request.actor, counted)
  const counts = summary.counts.map(([authenticationMethod, userCount]) => ({ authenticationMethod, userCount }))
  const body = { ...summaryToGraph(summary, counted), userRegistrationMethodCounts: counts }
  return answerEntity(kernel, request, {
    context: 'microsoft.graph.userRegistrationMethodSummary',
    body,
    singleton: true,
  })
}

async function getByFeature(kernel: Kernel, request: GraphRequest) {
  const counted = parametersOf(request)
  const summary = await countByFeature(kernel, request.actor, counted)
  const counts = summary.counts.map(([feature, userCount]) => ({ feature, userCount }))
  const body = { ...summaryToGraph(summary, counted), userRegistrationFeatureCounts: counts }
  return answerEntity(kernel, request, {
    context: 'microsoft.graph.userRegistrationFeatureSummary',
    body,
    singleton: true,
  })
}

/** Source: facts/entra.md §10.5, §13, Reports. */
export const reportRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: `${root}/userRegistrationDetails`,
    operation: 'registrations.read',
    summary: 'List what users have registered and can do with it, as it is at this moment',
    options: ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'],
    answers: { type, collection: true },
    handle: getRegistrations,
  },
  {
    method: 'GET',
    path: `${root}/userRegistrationDetails/{userRegistrationDetailsId}`,
    operation: 'registrations.read',
    summary: 'Read what one user has registered',
    options: ['$select'],
    answers: { type },
    handle: getRegistration,
  },
  {
    method: 'GET',
    path: `${root}/usersRegisteredByMethod`,
    operation: 'registrationSummaries.read',
    summary: 'Count the users who have each method, of all types and roles or of some',
    answers: { type: 'microsoft.graph.userRegistrationMethodSummary' },
    handle: getByMethod,
  },
  {
    method: 'GET',
    path: `${root}/usersRegisteredByFeature`,
    operation: 'registrationSummaries.read',
    summary: 'Count the users who have each capability, of all types and roles or of some',
    answers: { type: 'microsoft.graph.userRegistrationFeatureSummary' },
    handle: getByFeature,
  },
]
