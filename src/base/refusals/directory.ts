import type { CatalogueEntry } from './kind.ts'

export const directoryRefusals = {
  userNotFound: { kind: 'notFound', when: 'no user has this id or user principal name' },
  groupNotFound: { kind: 'notFound', when: 'no group has this id' },
  objectNotFound: { kind: 'notFound', when: 'no directory object has this id' },
  nameInvalid: { kind: 'invalid', when: 'a name is empty, too long or holds characters that names may not have' },
  propertyInvalid: { kind: 'invalid', when: 'a property of a user or group has a value that it may not have' },
  domainNotVerified: { kind: 'invalid', when: 'the user principal name is not in a domain of the tenant' },
  userPrincipalNameTaken: { kind: 'conflict', when: 'another user has this user principal name' },
  memberAlreadyThere: { kind: 'invalid', when: 'the object is already a member of the group' },
  memberNotThere: { kind: 'notFound', when: 'the object is not a direct member of the group' },
  membershipNotAllowed: { kind: 'invalid', when: 'a group would become a member of a role-assignable group' },
  membershipCycle: { kind: 'invalid', when: 'a group would become a member of itself, directly or through others' },
  managerCycle: { kind: 'invalid', when: 'a user would manage themself, directly or through others' },
  syncStateNotFound: { kind: 'gone', when: 'the token of a delta is too old, and the round has to begin again' },
  ownerAlreadyThere: { kind: 'invalid', when: 'the user already owns the group' },
  ownerNotThere: { kind: 'notFound', when: 'the user does not own the group' },
  lastOwner: { kind: 'invalid', when: 'the group would be left without an owner' },
  brandingNotFound: { kind: 'notFound', when: 'the tenant has no branding, or not the picture asked for' },
  brandingInvalid: {
    kind: 'invalid',
    when: 'a colour, text or picture of the branding cannot be shown, or pictures are in the way of deleting it',
  },
  sessionNotFound: { kind: 'notFound', when: 'the user has no session with this id, or it is over' },
  managerNotFound: { kind: 'notFound', when: 'the user has no manager' },
} as const satisfies Record<string, CatalogueEntry>
