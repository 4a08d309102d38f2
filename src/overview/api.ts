import { overview, passwordless, personResource, signInsByMethod } from '../../contract/api/overview.ts'
import { Refusal } from '../base/refusal.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { answerPage, listQuery } from '../faces/graph/collection.ts'
import type { GraphRequest, GraphResponse } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { overviewToApi, passwordlessToApi, personToApi, signInsToApi } from './api/to-api.ts'
import { personShape as shape } from './rules.ts'
import { listPeople, readOverview, readPasswordless, readSignInsByMethod } from './service.ts'

const mostDays = 366

/** How many days are asked for; refuses with `malformedRequest`. */
function daysOf({ query }: GraphRequest): number {
  const text = query.get('days') ?? '30'
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (days >= 1 && days <= mostDays) return days
  throw new Refusal('malformedRequest', `days must be a whole number from 1 to ${mostDays}, such as 30 or 90.`, {
    field: 'days',
  })
}

async function getPeople(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = await listPeople(kernel, request.actor, query)
  return answerPage(kernel, request, { shape, query, page, toGraph: personToApi })
}

/** What the first page of the admin center shows, and where its numbers lead. */
export const overviewRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/overview',
    operation: 'organization.read',
    summary:
      'Say what needs attention now: passes, failed redemptions, exclusions, people without strong methods; what the caller may not read is null, with the reason',
    answers: { schema: overview },
    handle: async (kernel, { actor }) => ({ status: 200, body: overviewToApi(await readOverview(kernel, actor)) }),
  },
  {
    method: 'GET',
    path: '/overview/signInsByMethod',
    operation: 'signIns.read',
    summary: 'Count interactive sign-ins by day (UTC), primary method and outcome; `days=90` for more than 30 days',
    answers: { schema: signInsByMethod },
    handle: async (kernel, request) => {
      const history = await readSignInsByMethod(kernel, request.actor, daysOf(request))
      return { status: 200, body: signInsToApi(history) }
    },
  },
  {
    method: 'GET',
    path: '/overview/passwordless',
    operation: 'registrations.read',
    summary: 'Count members by the strongest of their methods, now and by day (UTC); `days=90` for more than 30 days',
    answers: { schema: passwordless },
    handle: async (kernel, request) => {
      const history = await readPasswordless(kernel, request.actor, daysOf(request))
      return { status: 200, body: passwordlessToApi(history) }
    },
  },
  {
    method: 'GET',
    path: '/people',
    operation: 'registrations.read',
    summary: 'List people, each with the strongest of the methods they have registered',
    options: ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'],
    answers: { schema: personResource, collection: true },
    handle: getPeople,
  },
]
