import type { Kernel } from '../../kernel/kernel.ts'
import { answerTagged, conditional } from './preconditions.ts'
import { answerPreferred } from './preferences.ts'
import { type Found, paramsOf } from './route-tree.ts'
import type { GraphRequest, GraphResponse, Route } from './router.ts'

/** Runs the handler; a change keeps its preconditions and is answered as preferred. */
export async function carryOut(
  kernel: Kernel,
  found: Found,
  route: Route,
  request: GraphRequest,
): Promise<GraphResponse> {
  if (route.method === 'GET') return answerTagged(kernel, request, await route.handle(kernel, request))
  const reading = found.routes.get('GET')
  const read = reading && ((on: Kernel) => reading.handle(on, readingOf(request, reading, found)))
  if (route.method === 'POST') return answerPreferred(kernel, route, request, await route.handle(kernel, request), read)
  const { kernel: depending, settle } = conditional(kernel, request, read)
  const response = await route.handle(depending, request)
  await settle()
  return route.method === 'DELETE' ? response : answerPreferred(kernel, route, request, response, read)
}

const readingOf = (request: GraphRequest, reading: Route, found: Found): GraphRequest => ({
  ...request,
  method: 'GET',
  params: { ...request.params, ...paramsOf(reading, found.values) },
  query: new Map(),
  headers: {},
  body: undefined,
})
