import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

const text = z.string({ error: 'it must be a text' })
const flag = z.boolean({ error: 'it must be true or false' })
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()

/** Graph's type name of each kind of location, and of each kind of range. */
export const locationTypes = {
  ip: '#microsoft.graph.ipNamedLocation',
  country: '#microsoft.graph.countryNamedLocation',
} as const
export const rangeTypes = { 4: '#microsoft.graph.iPv4CidrRange', 6: '#microsoft.graph.iPv6CidrRange' } as const

const either = (types: object) =>
  Object.values(types)
    .map((type) => `'${type}'`)
    .join(' or ')
const typeError = (types: object) => ({ error: `its @odata.type is required and must be ${either(types)}` })

const range = z.discriminatedUnion(
  '@odata.type',
  [
    z.strictObject({ '@odata.type': z.literal(rangeTypes[4]), cidrAddress: text }),
    z.strictObject({ '@odata.type': z.literal(rangeTypes[6]), cidrAddress: text }),
  ],
  typeError(rangeTypes),
)

const computed = {
  id: readOnly,
  createdDateTime: readOnly,
  modifiedDateTime: readOnly,
  deletedDateTime: readOnly,
}

const ranges = z.array(range, { error: 'it must be a list of ranges' })
const countries = z.array(text, { error: 'it must be a list of codes' }).max(300, { error: 'it is too long a list' })
const lookup = z.literal('clientIpAddress', {
  error: "it can only be 'clientIpAddress'; Latchkey asks no authenticator app for its position",
})

const ip = z.strictObject({
  '@odata.type': z.literal(locationTypes.ip),
  ...computed,
  displayName: text,
  isTrusted: flag.default(false),
  ipRanges: ranges,
})

const country = z.strictObject({
  '@odata.type': z.literal(locationTypes.country),
  ...computed,
  displayName: text,
  countriesAndRegions: countries,
  countryLookupMethod: lookup.default('clientIpAddress'),
  includeUnknownCountriesAndRegions: flag.default(false),
})

/** The body that makes a location. */
export const namedLocationCreate = z.preprocess(
  (body) => withoutAnnotations(body),
  z.discriminatedUnion('@odata.type', [ip, country], typeError(locationTypes)),
)

/** The body that changes one: what is absent stays, lists are replaced. */
export const namedLocationPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.discriminatedUnion(
    '@odata.type',
    [
      ip.extend({
        displayName: text.exactOptional(),
        isTrusted: flag.exactOptional(),
        ipRanges: ranges.exactOptional(),
      }),
      country.extend({
        displayName: text.exactOptional(),
        countriesAndRegions: countries.exactOptional(),
        countryLookupMethod: lookup.exactOptional(),
        includeUnknownCountriesAndRegions: flag.exactOptional(),
      }),
    ],
    typeError(locationTypes),
  ),
)
export type NamedLocationPatch = z.output<typeof namedLocationPatch>

const read = {
  id: z.guid(),
  createdDateTime: z.iso.datetime(),
  modifiedDateTime: z.iso.datetime(),
  deletedDateTime: z.null(),
  displayName: z.string(),
}

/** A location as it is read. */
export const namedLocation = z.discriminatedUnion('@odata.type', [
  z.strictObject({
    '@odata.type': z.literal(locationTypes.ip),
    ...read,
    isTrusted: z.boolean(),
    ipRanges: z.array(z.strictObject({ '@odata.type': z.enum(Object.values(rangeTypes)), cidrAddress: z.string() })),
  }),
  z.strictObject({
    '@odata.type': z.literal(locationTypes.country),
    ...read,
    countriesAndRegions: z.array(z.string()),
    countryLookupMethod: z.literal('clientIpAddress'),
    includeUnknownCountriesAndRegions: z.boolean(),
  }),
])
export type NamedLocationResource = z.infer<typeof namedLocation>
