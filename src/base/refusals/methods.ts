import type { CatalogueEntry } from './kind.ts'

export const methodsRefusals = {
  methodNotFound: { kind: 'notFound', when: 'the user has no authentication method with this id' },
  methodDisabled: { kind: 'invalid', when: 'the method is switched off in the authentication methods policy' },
  userNotIncluded: { kind: 'invalid', when: 'the user is in no include target of the method' },
  userExcluded: { kind: 'invalid', when: 'the user is in an exclude target of the method' },
  passLifetimeOutOfRange: { kind: 'invalid', when: 'a pass is asked for with a lifetime outside the policy' },
  passMustBeOneTime: { kind: 'invalid', when: 'a multi-use pass is asked for and the policy demands one-time' },
  passForExternalGuest: { kind: 'invalid', when: 'a pass is asked for an external guest' },
  registrationRefused: { kind: 'invalid', when: 'the authenticator or its answer does not satisfy the policy' },
  registrationExpired: {
    kind: 'preconditionFailed',
    when: 'the registration was not finished in time or was finished before',
  },
  tooManyMethods: { kind: 'invalid', when: 'the user has as many methods of this kind as are allowed' },
  passwordUnacceptable: { kind: 'invalid', when: 'a new password is too short, too long or too common' },
  currentPasswordWrong: { kind: 'invalid', when: 'the current password given for a change is wrong' },
} as const satisfies Record<string, CatalogueEntry>
