import { z } from 'zod'

export const passType = '#microsoft.graph.temporaryAccessPassAuthenticationMethod'

/** Least and most any policy may allow, in minutes (facts/entra.md §1.2). */
const lifetimeInMinutes = z
  .int('must be a whole number of minutes')
  .min(10, 'must be 10 to 43200 minutes')
  .max(43_200, 'must be 10 to 43200 minutes')

/** The body that issues a pass; everything may be left out. */
export const createPassBody = z.strictObject({
  '@odata.type': z.literal(passType, `must be ${passType}`).optional(),
  startDateTime: z.string('must be a date and time in ISO 8601').max(40).nullish(),
  lifetimeInMinutes: lifetimeInMinutes.nullish(),
  isUsableOnce: z.boolean('must be true or false').nullish(),
})
export type CreatePassBody = z.infer<typeof createPassBody>

/** A pass as Graph shows it; `temporaryAccessPass` is filled in the answer that creates it and never again. */
export const passResource = z.strictObject({
  '@odata.type': z.literal(passType),
  id: z.string(),
  temporaryAccessPass: z.string().nullable(),
  createdDateTime: z.string(),
  startDateTime: z.string(),
  lifetimeInMinutes: z.int(),
  isUsableOnce: z.boolean(),
  isUsable: z.boolean(),
  methodUsabilityReason: z.string(),
  lastUsedDateTime: z.string().nullable().optional(),
})
export type PassResource = z.infer<typeof passResource>
