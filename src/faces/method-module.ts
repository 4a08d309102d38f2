import type { User } from '../directory/rules.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod } from '../methods/method.ts'
import type { GraphRequest, GraphRoutes } from './graph/router.ts'

/** One method of a user as Graph shows it. */
export interface MethodResource {
  readonly [property: string]: unknown
  /** `#microsoft.graph.fido2AuthenticationMethod`. */
  readonly '@odata.type': string
  readonly id: string
}

/** Who asks, and which of Graph's versions. */
export type Asking = Pick<GraphRequest, 'actor' | 'version'>

/** A method's side of Graph. */
export interface MethodGraph {
  readonly routes: GraphRoutes
  /** The user's methods of this kind, for the list of all kinds; the caller was authorised. */
  list(kernel: Kernel, read: Read, owner: User, request: Asking): Promise<readonly MethodResource[]>
}

/** Something Graph counts among a user's methods though nobody signs in with it. */
export interface ContactModule {
  readonly graph: MethodGraph
}

/** What a folder of `src/methods` hands to main: the method and its faces. */
export interface MethodModule {
  readonly method: AnyMethod
  readonly graph: MethodGraph
}
