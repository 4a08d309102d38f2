export interface TenantRow {
  readonly id: string
  /** Always 1, and unique: a database holds one tenant. */
  readonly singleton: 1
  readonly display_name: string
  /** The primary domain, lower case. */
  readonly domain: string
  readonly created_at: number
}

/** Columns named `…_key` hold the comparison key of their neighbour. */
export interface UserRow {
  readonly id: string
  readonly user_principal_name: string
  /** The comparison key; unique, and changed on deletion so that the name is free again. */
  readonly user_principal_name_key: string
  readonly display_name: string
  readonly display_name_key: string
  readonly given_name: string | null
  readonly given_name_key: string | null
  readonly surname: string | null
  readonly surname_key: string | null
  readonly mail: string | null
  readonly mail_key: string | null
  readonly mail_nickname: string
  readonly job_title: string | null
  readonly job_title_key: string | null
  readonly department: string | null
  readonly department_key: string | null
  readonly office_location: string | null
  readonly mobile_phone: string | null
  /** A JSON array of texts. */
  readonly business_phones: string
  readonly preferred_language: string | null
  readonly usage_location: string | null
  readonly employee_id: string | null
  readonly employee_hire_at: number | null
  readonly manager_id: string | null
  readonly user_type: 'Member' | 'Guest'
  /** `Invitation` marks an external guest; null is an account whose credentials are here. */
  readonly creation_type: 'Invitation' | null
  readonly external_user_state: string | null
  readonly account_enabled: number
  readonly created_at: number
  /** Sessions opened before this moment are over. */
  readonly sessions_valid_from: number
  readonly deleted_at: number | null
}

export interface GroupRow {
  readonly id: string
  readonly display_name: string
  readonly display_name_key: string
  readonly description: string | null
  readonly mail_nickname: string
  readonly is_assignable_to_role: number
  readonly created_at: number
  readonly deleted_at: number | null
}

export interface GroupMemberRow {
  readonly group_id: string
  readonly member_id: string
  readonly member_kind: 'user' | 'group'
  readonly added_at: number
}

export interface GroupOwnerRow {
  readonly group_id: string
  /** A user's. */
  readonly owner_id: string
  readonly added_at: number
}

/** A membership or ownership that ended with the deletion of one of its two ends, and comes back when that is restored. */
export interface FormerLinkRow {
  readonly kind: 'member' | 'owner'
  readonly group_id: string
  readonly object_id: string
  readonly object_kind: 'user' | 'group'
  readonly added_at: number
  /** The end whose restoration is waited for: the group or the object. */
  readonly gone_with: string
}

/** Which delta a change belongs to. */
export type ChangeList = 'users' | 'groups'

/** That something changed, written beside the change itself and taken away when it gets its position. */
export interface ChangeNoteRow {
  readonly list: ChangeList
  readonly object_id: string
  /** Empty for the object itself; else the member or manager that was linked or unlinked. */
  readonly link_id: string
}

/** The latest change of an object, or of one of its links. */
export interface ChangeRow extends ChangeNoteRow {
  /** Grows with every change, in an order in which whoever reads up to one has missed none before it. */
  readonly position: number
  readonly changed_at: number
}

export interface ChangeCounterRow {
  /** Always 1. */
  readonly singleton: number
  /** The last position given. */
  readonly position: number
}

export interface DirectoryTables {
  tenants: TenantRow
  users: UserRow
  groups: GroupRow
  group_members: GroupMemberRow
  group_owners: GroupOwnerRow
  former_links: FormerLinkRow
  change_notes: ChangeNoteRow
  changes: ChangeRow
  change_counter: ChangeCounterRow
}
