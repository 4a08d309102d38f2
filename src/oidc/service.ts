import type { Origin, TokenHolder } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import type { Engine } from './engine.ts'
import type { ShowError } from './provider.ts'
import { deleteExpiredArtefacts } from './store.ts'

export { isAdmitted } from './admission.ts'
export type { Engine } from './engine.ts'
export { discoveryRoute, engineRoutes, giveUpPath, giveUpPathOf, interactionRoute } from './rules/routes.ts'

/**
 * The protocol engine behind our addresses; its library is loaded with the first request for it.
 *
 * `showError` makes a page of a sentence, for people who can't be sent back to an application.
 */
export function createEngine(kernel: Kernel, showError: ShowError): Engine {
  let engine: Promise<Engine> | undefined
  const loaded = () => {
    engine ??= import('./engine.ts').then((module) => module.createEngine(kernel, showError))
    return engine
  }
  return {
    handle: async (...given) => (await loaded()).handle(...given),
    interaction: async (...given) => (await loaded()).interaction(...given),
    conclude: async (...given) => (await loaded()).conclude(...given),
    giveUp: async (...given) => (await loaded()).giveUp(...given),
  }
}

/** Reads an access token of ours; refuses with `tokenInvalid`. */
export async function verifyAccessToken(kernel: Kernel, token: string, origin: Origin): Promise<TokenHolder> {
  const { verifyAccessToken: verify } = await import('./verify.ts')
  return verify(kernel, token, origin)
}

/** Deletes artefacts that have expired; returns how many. */
export function purgeArtefacts(w: Write): Promise<number> {
  w.unrecorded('what has expired says nothing any more')
  return deleteExpiredArtefacts(w.db, w.now)
}
