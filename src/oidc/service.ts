import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import type { Engine, EngineRequest } from './engine.ts'
import { deleteExpiredArtefacts } from './store.ts'
import type { VerifiedApplication } from './verify.ts'

export type { Engine } from './engine.ts'
export { discoveryRoute, engineRoutes } from './rules/routes.ts'

/** The protocol engine behind our addresses; its library is loaded with the first request for it. */
export function createEngine(kernel: Kernel): Engine {
  let engine: Promise<Engine> | undefined
  const load = async () => (await import('./engine.ts')).createEngine(kernel)
  return {
    handle: async (request: IncomingMessage, response: ServerResponse, asked: EngineRequest) => {
      engine ??= load()
      return (await engine).handle(request, response, asked)
    },
  }
}

/** Reads an access token of ours; refuses with `tokenInvalid`. */
export async function verifyAccessToken(kernel: Kernel, token: string): Promise<VerifiedApplication> {
  const { verifyAccessToken: verify } = await import('./verify.ts')
  return verify(kernel, token)
}

/** Deletes artefacts that have expired; returns how many. */
export function purgeArtefacts(w: Write): Promise<number> {
  w.unrecorded('what has expired says nothing any more')
  return deleteExpiredArtefacts(w.db, w.now)
}
