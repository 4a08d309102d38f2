import { comparisonKey } from '../../base/text.ts'
import { parseIso } from '../../base/time.ts'
import type { DirectoryAuditRow, DirectoryAuditTargetRow, SignInRow } from '../tables.ts'
import { nobody } from './sign-in-record.ts'
import { columnsOfSteps } from './steps.ts'
import { unusual } from './usual.ts'

type Indexed<Row> = Omit<Row, 'id' | 'record' | 'mac' | 'seal_sequence'>

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
/** PostgreSQL keeps no NUL in a text; the record itself says it as JSON does. */
const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text)
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? storable(value) : null)
const textOf = (value: unknown): string => textOrNull(value) ?? ''
const keyOrNull = (value: unknown): string | null => comparisonKey(textOf(value)) || null
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const instantOf = (value: unknown): number => parseIso(textOf(value)) ?? 0

/** The columns that a directoryAudit is searched by, told by the record itself. */
export function auditColumns(audit: unknown): Indexed<DirectoryAuditRow> {
  const record = fieldsOf(audit)
  const initiatedBy = fieldsOf(record['initiatedBy'])
  const [user, app] = [fieldsOf(initiatedBy['user']), fieldsOf(initiatedBy['app'])]
  return {
    activity_at: instantOf(record['activityDateTime']),
    activity_display_name: textOf(record['activityDisplayName']),
    category: textOf(record['category']),
    logged_by_service: textOf(record['loggedByService']),
    correlation_id: textOf(record['correlationId']),
    result: textOf(record['result']),
    initiated_by_user_id: textOrNull(user['id']),
    initiated_by_user_principal_name_key: comparisonKey(textOf(user['userPrincipalName'])),
    initiated_by_app_id: textOrNull(app['appId']),
    initiated_by_user_display_name_key: keyOrNull(user['displayName']),
    initiated_by_app_display_name_key: keyOrNull(app['displayName']),
    target_id: textOrNull(targetsOf(record)[0]?.['id']),
  }
}

const targetsOf = (record: Fields): readonly Fields[] =>
  Array.isArray(record['targetResources']) ? record['targetResources'].map(fieldsOf) : []

/** The rows that a directoryAudit is found by its targets with, told by the record itself. */
export function auditTargets(audit: unknown): readonly DirectoryAuditTargetRow[] {
  const record = fieldsOf(audit)
  return targetsOf(record).map((target, position) => ({
    audit_id: textOf(record['id']),
    position,
    activity_at: instantOf(record['activityDateTime']),
    target_id: textOrNull(target['id']),
    display_name_key: keyOrNull(target['displayName']),
  }))
}

/** The columns that a signIn is searched by, told by the record itself. */
export function signInColumns(signIn: unknown): Indexed<SignInRow> {
  const record = fieldsOf(signIn)
  const userId = textOrNull(record['userId'])
  const errorCode = fieldsOf(record['status'])['errorCode']
  const device = fieldsOf(record['deviceDetail'])
  const country = textOf(fieldsOf(record['location'])['countryOrRegion'])
  const eventTypes = listOf(record['signInEventTypes'])
  const steps = listOf(record['authenticationDetails']).map((step) => textOf(fieldsOf(step)['authenticationMethod']))
  return {
    created_at: instantOf(record['createdDateTime']),
    user_id: userId === nobody ? null : userId,
    user_principal_name_key: comparisonKey(textOf(record['userPrincipalName'])),
    app_id: textOf(record['appId']),
    ip_address: textOf(record['ipAddress']),
    correlation_id: textOf(record['correlationId']),
    error_code: typeof errorCode === 'number' ? errorCode : -1,
    is_interactive: record['isInteractive'] === true ? 1 : 0,
    user_display_name_key: unusual('userDisplayName', textOf(record['userDisplayName'])),
    app_display_name_key: unusual('appDisplayName', textOf(record['appDisplayName'])),
    operating_system_key: unusual('deviceDetail/operatingSystem', textOf(device['operatingSystem'])),
    browser_key: unusual('deviceDetail/browser', textOf(device['browser'])),
    client_app_used_key: unusual('clientAppUsed', textOf(record['clientAppUsed'])),
    conditional_access_status_key: unusual('conditionalAccessStatus', textOf(record['conditionalAccessStatus'])),
    resource_id: unusual('resourceId', textOf(record['resourceId'])),
    resource_display_name_key: unusual('resourceDisplayName', textOf(record['resourceDisplayName'])),
    authentication_requirement_key: unusual('authenticationRequirement', textOf(record['authenticationRequirement'])),
    country_key: unusual('location/countryOrRegion', country),
    sign_in_event_type_key: unusual('signInEventTypes', textOf(eventTypes[0])),
    ...columnsOfSteps(steps, listOf(record['authenticationMethodsUsed']).map(textOf)),
  }
}

/** Whether a row's columns are those its record tells. */
export const columnsAgree = (row: object, told: object): boolean =>
  Object.entries(told).every(([name, value]) => Reflect.get(row, name) === value)

/** Whether the rows of a record's targets are those it tells, in their order. */
export const targetsAgree = (rows: readonly object[], told: readonly object[]): boolean =>
  rows.length === told.length && told.every((target, position) => columnsAgree(rows[position] ?? {}, target))
