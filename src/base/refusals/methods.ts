import type { CatalogueEntry } from './kind.ts'

export const methodsRefusals = {
  methodNotFound: { kind: 'notFound', when: 'the user has no authentication method with this id' },
  operationNotFound: { kind: 'notFound', when: 'the user has no operation with this id, or it ended a day ago' },
  methodDisabled: { kind: 'invalid', when: 'the method is switched off in the authentication methods policy' },
  userNotIncluded: { kind: 'invalid', when: 'the user is in no include target of the method' },
  userExcluded: { kind: 'invalid', when: 'the user is in an exclude target of the method' },
  passLifetimeOutOfRange: { kind: 'invalid', when: 'a pass is asked for with a lifetime outside the policy' },
  passMustBeOneTime: { kind: 'invalid', when: 'a multi-use pass is asked for and the policy demands one-time' },
  passForExternalGuest: { kind: 'invalid', when: 'a pass is asked for an external guest' },
  registrationRefused: { kind: 'invalid', when: 'the authenticator or its answer does not satisfy the policy' },
  challengeTimeoutOutOfRange: {
    kind: 'invalid',
    when: 'creation options are asked for with a challenge shorter or longer than allowed',
  },
  registrationExpired: {
    kind: 'preconditionFailed',
    when: 'the registration was not finished in time or was finished before',
  },
  methodExists: { kind: 'conflict', when: 'the user has a method of this kind or type already' },
  phoneNumberInvalid: {
    kind: 'invalid',
    when: 'a phone number does not have the form +{country} {number}x{extension}',
  },
  mobilePhoneMissing: { kind: 'invalid', when: 'an alternate mobile phone is added where there is no mobile phone' },
  phoneTypeFixed: { kind: 'invalid', when: 'the type of a phone is to be changed' },
  emailAddressInvalid: { kind: 'invalid', when: 'an e-mail address cannot be one' },
  selfServiceUnsupported: {
    kind: 'invalid',
    when: 'Graph lets administrators alone change this, and not the person themself',
  },
  tooManyMethods: { kind: 'invalid', when: 'the user has as many methods of this kind as are allowed' },
  passwordUnacceptable: { kind: 'invalid', when: 'a new password is too short, too long or too common' },
  currentPasswordWrong: { kind: 'invalid', when: 'the current password given for a change is wrong' },
} as const satisfies Record<string, CatalogueEntry>
