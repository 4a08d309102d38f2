import type { CatalogueEntry } from './kind.ts'

export const logsRefusals = {
  correlationNotFound: { kind: 'notFound', when: 'no record of the logs carries the correlation id' },
  verificationElsewhere: {
    kind: 'conflict',
    when: 'a verification of the audit chain is to go on from a place where the last one did not stop',
  },
  savedViewNotFound: { kind: 'notFound', when: 'the person has no saved view with this id' },
  savedViewNameTaken: { kind: 'conflict', when: 'the person has another view of this name for the list' },
  savedViewLimitReached: { kind: 'invalid', when: 'the person has as many saved views as they may have' },
} as const satisfies Record<string, CatalogueEntry>
