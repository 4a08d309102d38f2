/** One user as reports see them. */
export interface UserRegistrationRow {
  readonly id: string
  readonly user_principal_name: string
  readonly user_principal_name_key: string
  readonly display_name: string
  readonly display_name_key: string
  readonly user_type: 'member' | 'guest'
  readonly is_admin: number
  readonly is_privileged_admin: number
  readonly temporary_access_pass: number
  readonly device_bound_passkey: number
  readonly synced_passkey: number
  readonly software_oath: number
  readonly mobile_phone: number
  readonly alternate_mobile_phone: number
  readonly office_phone: number
  readonly email: number
  readonly usable_device_bound_passkey: number
  readonly usable_synced_passkey: number
  readonly usable_software_oath: number
}

export interface ReportTables {
  /** Stored nowhere: a query over users, methods and roles puts it together when it is asked for. */
  user_registrations: UserRegistrationRow
}
