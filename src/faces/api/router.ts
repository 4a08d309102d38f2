import type { z } from 'zod'
import type { Route } from '../graph/router.ts'

/** The shape of a route's answer. */
export interface ApiAnswers {
  /** Of the whole answer, or of one item of a collection: a schema of the contract. */
  readonly schema: z.ZodType
  /** Whether it is a list of them, in a `value`, page by page as in Graph. */
  readonly collection?: true
  /** Whether it was made by the request, so that the status is 201. */
  readonly created?: true
  /** The media types in which it is streamed; JSON unless told. */
  readonly types?: readonly string[]
}

/** One verb at one address below `/api/v1`; handlers read and answer with what Graph's routes use. */
export type ApiRoute = Route<ApiAnswers>

export type ApiRoutes = readonly ApiRoute[]
