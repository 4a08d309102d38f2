import type { CatalogueEntry } from './kind.ts'

export const rolesRefusals = {
  roleNotFound: { kind: 'notFound', when: 'no role definition has this id' },
  roleAssignmentNotFound: { kind: 'notFound', when: 'no role assignment has this id' },
  roleAlreadyAssigned: { kind: 'conflict', when: 'the principal already holds the role at this scope' },
  groupNotRoleAssignable: {
    kind: 'invalid',
    when: 'a role is given to a group that was created without the mark for it',
  },
  lastAdministrator: { kind: 'conflict', when: 'nobody would be left who can administer the tenant' },
  roleNotScopable: {
    kind: 'invalid',
    when: 'a role is given for an administrative unit that counts only in the whole tenant',
  },
  roleNotCustom: { kind: 'invalid', when: 'a built-in role is to be changed or deleted' },
  roleNameTaken: { kind: 'conflict', when: 'another role has this display name' },
  roleInUse: { kind: 'invalid', when: 'a custom role is to be deleted that somebody still holds' },
  resourceActionUnknown: { kind: 'invalid', when: 'a custom role names an action that no operation asks for' },
  resourceActionNotAllowed: {
    kind: 'invalid',
    when: 'a custom role names an action that only built-in roles may grant',
  },
  resourceNamespaceNotFound: { kind: 'notFound', when: 'no namespace of resource actions has this id' },
  resourceActionNotFound: { kind: 'notFound', when: 'no resource action has this id' },
  administrativeUnitNotFound: { kind: 'notFound', when: 'no administrative unit has this id' },
  unitMemberAlreadyThere: { kind: 'invalid', when: 'the user or group was already added to the administrative unit' },
  unitMemberNotThere: { kind: 'notFound', when: 'the user or group was not added to the administrative unit' },
} as const satisfies Record<string, CatalogueEntry>
