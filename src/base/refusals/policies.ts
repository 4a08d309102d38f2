import type { CatalogueEntry } from './kind.ts'

export const policiesRefusals = {
  configurationNotFound: { kind: 'notFound', when: 'the methods policy has no configuration with this id' },
  policyInvalid: { kind: 'invalid', when: 'a policy setting is out of its range or contradicts another' },
} as const satisfies Record<string, CatalogueEntry>
