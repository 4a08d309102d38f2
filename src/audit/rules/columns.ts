import { comparisonKey } from '../../base/text.ts'
import { parseIso } from '../../base/time.ts'
import type { DirectoryAuditRow, SignInRow } from '../tables.ts'
import { nobody } from './sign-in-record.ts'

type Indexed<Row> = Omit<Row, 'id' | 'record' | 'mac' | 'seal_sequence'>

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const instantOf = (value: unknown): number => parseIso(textOf(value)) ?? 0

/** The columns that a directoryAudit is searched by, told by the record itself. */
export function auditColumns(audit: unknown): Indexed<DirectoryAuditRow> {
  const record = fieldsOf(audit)
  const initiatedBy = fieldsOf(record['initiatedBy'])
  const user = fieldsOf(initiatedBy['user'])
  const targets = Array.isArray(record['targetResources']) ? record['targetResources'] : []
  return {
    activity_at: instantOf(record['activityDateTime']),
    activity_display_name: textOf(record['activityDisplayName']),
    category: textOf(record['category']),
    logged_by_service: textOf(record['loggedByService']),
    correlation_id: textOf(record['correlationId']),
    result: textOf(record['result']),
    initiated_by_user_id: textOrNull(user['id']),
    initiated_by_user_principal_name_key: comparisonKey(textOf(user['userPrincipalName'])),
    initiated_by_app_id: textOrNull(fieldsOf(initiatedBy['app'])['appId']),
    target_id: textOrNull(fieldsOf(targets[0])['id']),
  }
}

/** The columns that a signIn is searched by, told by the record itself. */
export function signInColumns(signIn: unknown): Indexed<SignInRow> {
  const record = fieldsOf(signIn)
  const userId = textOrNull(record['userId'])
  const errorCode = fieldsOf(record['status'])['errorCode']
  return {
    created_at: instantOf(record['createdDateTime']),
    user_id: userId === nobody ? null : userId,
    user_principal_name_key: comparisonKey(textOf(record['userPrincipalName'])),
    app_id: textOf(record['appId']),
    ip_address: textOf(record['ipAddress']),
    correlation_id: textOf(record['correlationId']),
    error_code: typeof errorCode === 'number' ? errorCode : -1,
    is_interactive: record['isInteractive'] === true ? 1 : 0,
  }
}

/** Whether a row's columns are those its record tells. */
export const columnsAgree = (row: object, told: object): boolean =>
  Object.entries(told).every(([name, value]) => Reflect.get(row, name) === value)
