import { z } from 'zod'

/** What every refusal and fault is answered with. Clients branch on `code`; `innerError.code` says it more exactly. */
export const graphError = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** The property or query option that was wrong. */
    target: z.string().optional(),
    innerError: z.object({
      code: z.string().optional(),
      message: z.string().optional(),
      /** UTC, without a zone: `2025-02-13T10:17:06`. */
      date: z.string(),
      'request-id': z.string(),
      'client-request-id': z.string(),
    }),
  }),
})
export type GraphError = z.infer<typeof graphError>

/** A page of items, the whole answer of every collection. */
export const graphCollection = <Item extends z.ZodType>(item: Item) =>
  z.object({
    '@odata.context': z.string(),
    '@odata.count': z.int().optional(),
    '@odata.nextLink': z.url().optional(),
    value: z.array(item),
  })
