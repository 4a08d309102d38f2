import type { CatalogueEntry } from './kind.ts'

export const policiesRefusals = {
  configurationNotFound: { kind: 'notFound', when: 'the methods policy has no configuration with this id' },
  strengthNotFound: { kind: 'notFound', when: 'no authentication strength, or no restriction of it, has this id' },
  strengthBuiltIn: { kind: 'invalid', when: 'a built-in authentication strength is changed or deleted' },
  strengthLimitReached: { kind: 'invalid', when: 'the tenant has as many strengths of its own as it may have' },
  locationNotFound: { kind: 'notFound', when: 'no named location has this id' },
  locationLimitReached: { kind: 'invalid', when: 'the tenant has as many named locations as it may have' },
  accessPolicyNotFound: { kind: 'notFound', when: 'no Conditional Access policy has this id' },
  accessPolicyLimitReached: {
    kind: 'invalid',
    when: 'the tenant has as many Conditional Access policies as it may have',
  },
  exclusionNotFound: { kind: 'notFound', when: 'no Conditional Access policy has the exclusion' },
  exclusionEndInvalid: { kind: 'invalid', when: 'the end of an exclusion is past, or more than five years ahead' },
  accessPresetInPlace: {
    kind: 'conflict',
    when: 'policies that belong together are asked for, and there are policies of these names already',
  },
  accessTemplateNotFound: { kind: 'notFound', when: 'no template of a Conditional Access policy has this id' },
  authenticationContextNotFound: { kind: 'notFound', when: 'no authentication context has this id' },
  usedByAccessPolicy: {
    kind: 'invalid',
    when: 'something is deleted that a Conditional Access policy refers to',
  },
  securityDefaultsInForce: {
    kind: 'invalid',
    when: 'a Conditional Access policy is enabled while security defaults are, or the other way round',
  },
  administratorsLockedOut: {
    kind: 'invalid',
    when: 'a change would leave nobody able to sign in who could undo it, and the caller did not say that this is meant',
  },
  policyInvalid: { kind: 'invalid', when: 'a policy setting is out of its range or contradicts another' },
} as const satisfies Record<string, CatalogueEntry>
