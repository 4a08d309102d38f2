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
} as const satisfies Record<string, CatalogueEntry>
