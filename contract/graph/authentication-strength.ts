import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

const text = z.string({ error: 'it must be a text' })
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()
const texts = z.array(text, { error: 'it must be a list of texts' }).max(200, { error: 'it is too long a list' })
const typeNamed = (name: string) => z.literal(name, { error: `it must be '${name}'` }).optional()

const strengthType = '#microsoft.graph.authenticationStrengthPolicy'

/** Graph's type name of each kind of restriction. */
export const combinationConfigurationTypes = {
  fido2: '#microsoft.graph.fido2CombinationConfiguration',
  x509Certificate: '#microsoft.graph.x509CertificateCombinationConfiguration',
} as const

const key = z.strictObject({
  '@odata.type': z.literal(combinationConfigurationTypes.fido2),
  id: readOnly,
  appliesToCombinations: texts,
  allowedAAGUIDs: texts,
})

const certificate = z.strictObject({
  '@odata.type': z.literal(combinationConfigurationTypes.x509Certificate),
  id: readOnly,
  appliesToCombinations: texts,
  allowedIssuerSkis: texts.default([]),
  allowedPolicyOIDs: texts.default([]),
})

const types = Object.values(combinationConfigurationTypes)
const typeError = { error: `its @odata.type is required and must be ${types.map((type) => `'${type}'`).join(' or ')}` }

/** A restriction as it is added. */
const newConfiguration = z.discriminatedUnion('@odata.type', [key, certificate], typeError)
export const combinationConfigurationCreate = z.preprocess((body) => withoutAnnotations(body), newConfiguration)
export type CombinationConfigurationCreate = z.output<typeof newConfiguration>

/** A change of a restriction: its type says which, and what is absent stays. */
export const combinationConfigurationPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.discriminatedUnion(
    '@odata.type',
    [
      key.extend({ appliesToCombinations: texts.exactOptional(), allowedAAGUIDs: texts.exactOptional() }),
      certificate.extend({
        appliesToCombinations: texts.exactOptional(),
        allowedIssuerSkis: texts.exactOptional(),
        allowedPolicyOIDs: texts.exactOptional(),
      }),
    ],
    typeError,
  ),
)

const computed = {
  id: readOnly,
  createdDateTime: readOnly,
  modifiedDateTime: readOnly,
}

/** The body that makes a strength. */
export const strengthCreate = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    '@odata.type': typeNamed(strengthType),
    ...computed,
    displayName: text,
    description: text.nullable().default(null),
    policyType: z.literal('custom', { error: "it can only be 'custom'" }).optional(),
    requirementsSatisfied: z.enum(['mfa', 'none'], { error: 'it is computed; leave it out' }).optional(),
    allowedCombinations: texts,
    combinationConfigurations: z.array(newConfiguration).max(50, { error: 'it is too long a list' }).default([]),
  }),
)

/** The body that renames one; its combinations have an action of their own. */
export const strengthPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    '@odata.type': typeNamed(strengthType),
    ...computed,
    policyType: readOnly,
    requirementsSatisfied: readOnly,
    allowedCombinations: z.never({ error: 'it is changed through updateAllowedCombinations' }).optional(),
    combinationConfigurations: z.never({ error: 'it is changed through its own address' }).optional(),
    displayName: text.exactOptional(),
    description: text.nullable().exactOptional(),
  }),
)

export const allowedCombinationsBody = z.strictObject({ allowedCombinations: texts })

/** A strength as it is read. */
export const authenticationStrengthPolicy = z.strictObject({
  id: z.guid(),
  createdDateTime: z.iso.datetime(),
  modifiedDateTime: z.iso.datetime(),
  displayName: z.string(),
  description: z.string().nullable(),
  policyType: z.enum(['builtIn', 'custom']),
  requirementsSatisfied: z.enum(['mfa', 'none']),
  allowedCombinations: z.array(z.string()),
  combinationConfigurations: z.array(
    z.looseObject({ '@odata.type': z.string(), id: z.guid(), appliesToCombinations: z.array(z.string()) }),
  ),
})
export type AuthenticationStrengthPolicy = z.infer<typeof authenticationStrengthPolicy>
