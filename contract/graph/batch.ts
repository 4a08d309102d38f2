import { z } from 'zod'

/** How many requests one batch may hold. */
const mostInBatch = 20

/** One request of a batch. */
export const batchItem = z.strictObject({
  /** Unique in the batch; the answer carries it. */
  id: z.string().min(1).max(200),
  method: z.string().min(1).max(20),
  /** Relative to the version: `/users?$top=5`. */
  url: z.string().min(1).max(16_000),
  headers: z.record(z.string(), z.string()).nullish(),
  /** JSON; base64url where `Content-Type` says something else. */
  body: z.unknown().optional(),
  /** Ids of requests that have to succeed before. */
  dependsOn: z.array(z.string()).nullish(),
})
export type BatchItem = z.infer<typeof batchItem>

/** The body of `POST /$batch`. */
export const batchBody = z.strictObject({ requests: z.array(batchItem).min(1).max(mostInBatch) })

/** One answer of a batch. */
export interface BatchAnswer {
  readonly id: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON, or a text where the answer is one. */
  readonly body?: unknown
}
