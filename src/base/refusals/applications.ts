import type { CatalogueEntry } from './kind.ts'

export const applicationsRefusals = {
  applicationNotFound: { kind: 'notFound', when: 'no application has this id' },
  redirectUriInvalid: {
    kind: 'invalid',
    when: 'people would be sent back after signing in to an address that is not allowed',
  },
  permissionUnknown: { kind: 'invalid', when: 'an application permission is asked for that Graph does not have' },
  permissionNotYours: { kind: 'forbidden', when: 'an application hands out a permission that it lacks itself' },
  secretLifetimeOutOfRange: {
    kind: 'invalid',
    when: 'a client secret is asked for with a lifetime outside the limits',
  },
  secretNotFound: { kind: 'notFound', when: 'the application has no secret with this id' },
} as const satisfies Record<string, CatalogueEntry>
