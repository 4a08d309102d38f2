import type { FastifyPluginAsync } from 'fastify'
import { apiDialect } from '../graph/dialect.ts'
import { type RoutedFace, routedFace } from '../graph/plugin.ts'
import type { ApiRoutes } from './router.ts'

interface ApiFace extends RoutedFace {
  readonly routes: ApiRoutes
}

/** What Graph has no word for, at `/api/v1`: the same callers, permissions, limits and refusals. */
export const apiFace = (face: ApiFace): FastifyPluginAsync =>
  routedFace(face, apiDialect, [{ root: '/api/v1', version: 'v1.0' }])
