import type { UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod } from '../methods/method.ts'
import type { GraphRoutes, GraphVersion } from './graph/router.ts'

/** One method of a user as Graph shows it. */
export interface MethodResource {
  readonly [property: string]: unknown
  /** `#microsoft.graph.fido2AuthenticationMethod`. */
  readonly '@odata.type': string
  readonly id: string
}

/** A method's side of Graph. */
export interface MethodGraph {
  readonly routes: GraphRoutes
  /** The user's methods of this kind, for the list of all kinds; the caller was authorised. */
  list(kernel: Kernel, read: Read, owner: UserId, version: GraphVersion): Promise<readonly MethodResource[]>
}

/** What a folder of `src/methods` hands to main: the method and its faces. */
export interface MethodModule {
  readonly method: AnyMethod
  readonly graph: MethodGraph
}
