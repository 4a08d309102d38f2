import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

const text = z.string({ error: 'it must be a text' })

const settings = {
  '@odata.type': z.literal('#microsoft.graph.authenticationContextClassReference').optional(),
  displayName: text.nullable().exactOptional(),
  description: text.nullable().exactOptional(),
  isAvailable: z.boolean({ error: 'it must be true or false' }).exactOptional(),
}

/** The body that changes an authentication context, or defines it. */
export const authenticationContextPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({ ...settings, id: text.exactOptional() }),
)

/** The body that defines one under the id it names. */
export const authenticationContextCreate = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({ ...settings, id: text }),
)
