import type { CatalogueEntry } from './kind.ts'

export const signinRefusals = {
  stepChanged: { kind: 'preconditionFailed', when: 'the sign-in has moved on, in another tab or by an earlier answer' },
  signInExpired: { kind: 'preconditionFailed', when: 'the sign-in took too long or was finished' },
} as const satisfies Record<string, CatalogueEntry>
