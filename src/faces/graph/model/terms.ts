import type { Term } from './types.ts'

const passPolicy = 'temporaryAccessPassAuthenticationMethodConfiguration'

/** The annotations `@latchkey.…`, which Graph's clients pass over (ADR 0011), by their names behind the point. */
export const terms: Readonly<Record<string, Term>> = {
  administratorsExcluded: { type: 'Boolean', appliesTo: passPolicy },
  passcodeAlphabet: { type: 'String', appliesTo: passPolicy },
  passcodeGrowsWithLifetime: { type: 'Boolean', appliesTo: passPolicy },
  secondFactorOnly: { type: 'authenticationMethodFeatureConfiguration', appliesTo: passPolicy },
  shownColorDark: { type: 'String?', appliesTo: 'organizationalBranding' },
  shownColorLight: { type: 'String?', appliesTo: 'organizationalBranding' },
  permissions: { type: '[String]', appliesTo: 'application' },
  delegatedPermissions: { type: '[String]', appliesTo: 'application' },
  displayName: { type: 'String', appliesTo: 'softwareOathAuthenticationMethod' },
}
