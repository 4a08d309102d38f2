import {
  type AuthenticationStrengthPolicy,
  type CombinationConfigurationCreate,
  combinationConfigurationTypes,
} from '../../../../contract/graph/authentication-strength.ts'
import { Refusal } from '../../../base/refusal.ts'
import { toIso } from '../../../base/time.ts'
import {
  type AuthenticationStrength,
  type CombinationConfiguration,
  everyCombination,
  methodModes,
  readCombination,
  requirementsSatisfied,
} from '../rules.ts'
import type { NewConfiguration } from '../service.ts'

/** Graph's authenticationStrengthPolicy. */
export const strengthToGraph = (strength: AuthenticationStrength): AuthenticationStrengthPolicy => ({
  id: strength.id,
  createdDateTime: toIso(strength.createdAt),
  modifiedDateTime: toIso(strength.modifiedAt),
  displayName: strength.displayName,
  description: strength.description,
  policyType: strength.policyType,
  requirementsSatisfied: requirementsSatisfied(strength.allowedCombinations),
  allowedCombinations: [...strength.allowedCombinations],
  combinationConfigurations: strength.combinationConfigurations.map(configurationToGraph),
})

/** Graph's authenticationCombinationConfiguration, with its type. */
export const configurationToGraph = ({ kind, ...configuration }: CombinationConfiguration) => ({
  '@odata.type': combinationConfigurationTypes[kind],
  ...configuration,
  appliesToCombinations: [...configuration.appliesToCombinations],
})

/** Graph's authenticationMethodModeDetail, all of them. */
export const modesToGraph = Object.entries(methodModes).map(([id, { method, displayName }]) => ({
  id,
  authenticationMethod: method,
  displayName,
}))

/** A restriction out of a body; refuses with `policyInvalid` a combination that does not exist. */
export function configurationFrom(body: CombinationConfigurationCreate): NewConfiguration {
  const appliesToCombinations = readCombinations(body.appliesToCombinations, 'appliesToCombinations')
  return body['@odata.type'] === combinationConfigurationTypes.fido2
    ? { kind: 'fido2', appliesToCombinations, allowedAAGUIDs: lower(body.allowedAAGUIDs) }
    : {
        kind: 'x509Certificate',
        appliesToCombinations,
        allowedIssuerSkis: lower(body.allowedIssuerSkis),
        allowedPolicyOIDs: lower(body.allowedPolicyOIDs),
      }
}

type ConfigurationPatch = { readonly '@odata.type': string } & Readonly<Record<string, unknown>>

/** A change of a restriction out of a body; refuses as `configurationFrom` does. */
export function configurationChange({ '@odata.type': type, ...lists }: ConfigurationPatch): Partial<NewConfiguration> {
  const kind = type === combinationConfigurationTypes.fido2 ? 'fido2' : 'x509Certificate'
  const given = Object.entries(lists as Record<string, readonly string[]>).map(([name, list]) => [
    name,
    name === 'appliesToCombinations' ? readCombinations(list, name) : lower(list),
  ])
  return { kind, ...Object.fromEntries(given) }
}

const lower = (list: readonly string[]): readonly string[] => list.map((text) => text.toLowerCase())

/** Combinations out of a body, each once; refuses with `policyInvalid` one that does not exist. */
export function readCombinations(texts: readonly string[], field: string): readonly string[] {
  const read = texts.map((text) => {
    const combination = readCombination(text)
    if (combination !== undefined) return combination
    const message = `'${text.slice(0, 100)}' is not a combination of methods. There are: ${everyCombination.join('; ')}.`
    throw new Refusal('policyInvalid', message, { field })
  })
  return [...new Set(read)]
}
