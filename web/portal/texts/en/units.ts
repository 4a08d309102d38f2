const members = (count: number): string => (count === 1 ? '1 member' : `${count} members`)

export const units = {
  text: 'Roles given for an administrative unit count for its members only.',
  search: 'Search by name',
  create: 'New administrative unit',
  label: 'Administrative units',
  empty: 'There are no administrative units yet.',
  kind: 'Kind',
  restricted: 'Restricted management',
  restrictedNotice:
    'Restricted management: only somebody who holds a role for this unit may change its members. Roles for the whole tenant, Global Administrator included, do not count here.',
  hidden: 'Hidden members',
  edit: 'Edit properties',
  tabs: { members: 'Members', roles: 'Roles and administrators', properties: 'Properties' },
  form: {
    createTitle: 'New administrative unit',
    editTitle: 'Edit properties',
    restricted: 'Restricted management administrative unit',
    restrictedHint:
      'Decided for good when the unit is created. Its members are then changed only by holders of a role for this unit, so give somebody such a role first.',
    hidden: 'Hide the members',
    hiddenHint: 'Only those who manage administrative units see who is in it.',
    created: (name: string) => `${name} was created`,
    saved: (name: string) => `${name} was saved`,
  },
  properties: {
    id: 'Object ID',
    copyId: 'Copy object ID',
    visibility: 'Visibility of members',
    public: 'Everybody who reads units',
  },
  deleting: {
    title: (name: string) => `Delete ${name}?`,
    text: 'This cannot be undone. Users and groups in it stay in the directory; restricted management ends for them. Every role given for this unit is gone.',
    roles: (count: number) =>
      count === 1 ? '1 role assignment goes with it.' : `${count} role assignments go with it.`,
    action: 'Delete administrative unit',
    done: (name: string) => `${name} was deleted`,
  },
  members: {
    label: 'Members',
    add: 'Add members',
    addTitle: (name: string) => `Add members to ${name}`,
    addText:
      'Roles given for this unit then count for them. Adding a group brings the group itself, not the people in it.',
    users: 'Users',
    groups: 'Groups',
    added: (count: number, name: string) => `${members(count)} added to ${name}`,
    remove: 'Remove',
    removeTitle: (count: number, name: string) => `Remove ${members(count)} from ${name}?`,
    removeText: 'Roles given for this unit do not reach them any more.',
    removeAction: (count: number) => `Remove ${members(count)}`,
    removed: (count: number, name: string) => `${members(count)} removed from ${name}`,
    empty: 'Nobody is in this administrative unit.',
  },
} as const
