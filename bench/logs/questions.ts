import { behindPrefix } from '../../src/kernel/odata-condition.ts'
import {
  addressCount,
  addressOf,
  appCount,
  appGuid,
  appNamed,
  correlationGuid,
  dayMilliseconds,
  recordGuid,
  until,
  userCount,
  userGuid,
  userNamed,
  userTitled,
} from './records.ts'

/** A documented filter, and the same as somebody would write it by hand. */
export interface Question {
  readonly name: string
  readonly log: 'signIns' | 'directoryAudits'
  /** `$filter` for one of many values. */
  filter(pick: Pick): string | undefined
  /** The condition with `?` for its values. */
  where(pick: Pick): { readonly sql: string; readonly values: readonly unknown[] }
  readonly ascending?: true
}

/** A number from 0 to 1; the same for filter and floor. */
type Pick = number

const of = (pick: Pick, count: number) => Math.floor(pick * count)
const iso = (at: number) => new Date(at).toISOString()
const people = 'is_interactive = 1'

type Where = ReturnType<Question['where']>

const equal = (column: string, value: unknown): Where => ({ sql: `${column} = ?`, values: [value] })
const none: Where = { sql: 'id is null', values: [] }
const every: Where = { sql: '1 = 1', values: [] }
const usedStep = (column: string): Where => ({ sql: `${column} = ? and error_code = 0`, values: [1] })
const prefixed = (column: string, prefix: string): Where => ({
  sql: `${column} >= ? and ${column} < ?`,
  values: [prefix, behindPrefix(prefix)],
})

type Parts = readonly [name: string, filter: (pick: Pick) => string | undefined, where: (pick: Pick) => Where]

const signIn = ([name, filter, where]: Parts): Question => ({
  name,
  log: 'signIns',
  filter,
  where: (pick) => {
    const { sql, values } = where(pick)
    return { sql: /isInteractive|signInEventTypes/.test(filter(pick) ?? '') ? sql : `${sql} and ${people}`, values }
  },
})
const audit = ([name, filter, where]: Parts): Question => ({ name, log: 'directoryAudits', filter, where })

const always = (filter: string | undefined, where: Where): [Parts[1], Parts[2]] => [() => filter, () => where]
const dayBefore = (pick: Pick) => until - of(pick, 80) * dayMilliseconds

/** The filters of facts/entra.md §10.3 and §10.1. */
export const questions: readonly Question[] = [
  signIn(['newest', ...always(undefined, every)]),
  { ...signIn(['oldest', ...always(undefined, every)]), ascending: true },
  signIn([
    'appDisplayName eq',
    (p) => `appDisplayName eq '${appNamed(of(p, appCount))}'`,
    (p) => equal('app_display_name_key', appNamed(of(p, appCount)).toLowerCase()),
  ]),
  signIn([
    'appDisplayName startswith',
    ...always("startswith(appDisplayName,'Pay')", prefixed('app_display_name_key', 'pay')),
  ]),
  signIn([
    'appId eq',
    (p) => `appId eq '${appGuid(of(p, appCount))}'`,
    (p) => equal('app_id', appGuid(of(p, appCount))),
  ]),
  signIn(['clientAppUsed eq, usual', ...always("clientAppUsed eq 'Browser'", every)]),
  signIn(['clientAppUsed eq, none', ...always("clientAppUsed eq 'IMAP4'", equal('client_app_used_key', 'imap4'))]),
  signIn(['conditionalAccessStatus eq, usual', ...always("conditionalAccessStatus eq 'notApplied'", every)]),
  signIn([
    'conditionalAccessStatus eq, none',
    ...always("conditionalAccessStatus eq 'failure'", equal('conditional_access_status_key', 'failure')),
  ]),
  signIn([
    'correlationId eq',
    (p) => `correlationId eq '${correlationGuid(of(p, 200_000))}'`,
    (p) => equal('correlation_id', correlationGuid(of(p, 200_000))),
  ]),
  signIn([
    'createdDateTime ge and le, a day',
    (p) => `createdDateTime ge ${iso(dayBefore(p))} and createdDateTime le ${iso(dayBefore(p) + dayMilliseconds)}`,
    (p) => ({ sql: 'created_at >= ? and created_at <= ?', values: [dayBefore(p), dayBefore(p) + dayMilliseconds] }),
  ]),
  signIn([
    'deviceDetail/browser eq',
    ...always("deviceDetail/browser eq 'Firefox 123.0'", equal('browser_key', 'firefox 123.0')),
  ]),
  signIn([
    'deviceDetail/browser startswith, none',
    ...always("startswith(deviceDetail/browser,'Opera')", prefixed('browser_key', 'opera')),
  ]),
  signIn([
    'deviceDetail/operatingSystem eq',
    ...always("deviceDetail/operatingSystem eq 'Windows 10'", equal('operating_system_key', 'windows 10')),
  ]),
  signIn([
    'deviceDetail/operatingSystem startswith',
    ...always("startswith(deviceDetail/operatingSystem,'Android')", prefixed('operating_system_key', 'android')),
  ]),
  signIn(['id eq', (p) => `id eq '${recordGuid(of(p, 200_000))}'`, (p) => equal('id', recordGuid(of(p, 200_000)))]),
  signIn([
    'ipAddress eq',
    (p) => `ipAddress eq '${addressOf(of(p, addressCount))}'`,
    (p) => equal('ip_address', addressOf(of(p, addressCount))),
  ]),
  signIn([
    'ipAddress startswith',
    (p) => `startswith(ipAddress,'198.18.${of(p, 78)}.')`,
    (p) => prefixed('ip_address', `198.18.${of(p, 78)}.`),
  ]),
  signIn(['isInteractive eq false', ...always('isInteractive eq false', { sql: 'is_interactive = 0', values: [] })]),
  signIn(['location/countryOrRegion eq', ...always("location/countryOrRegion eq 'DE'", none)]),
  signIn(['resourceDisplayName eq', ...always("resourceDisplayName eq 'Latchkey'", every)]),
  signIn([
    'resourceId eq, none',
    (p) => `resourceId eq '${appGuid(of(p, appCount))}'`,
    (p) => equal('resource_id', appGuid(of(p, appCount))),
  ]),
  signIn(['riskState eq, none', ...always("riskState eq 'atRisk'", none)]),
  signIn(['status/errorCode eq, often', ...always('status/errorCode eq 0', equal('error_code', 0))]),
  signIn(['status/errorCode eq, some', ...always('status/errorCode eq 50126', equal('error_code', 50126))]),
  signIn(['status/errorCode eq, hardly ever', ...always('status/errorCode eq 135017', equal('error_code', 135017))]),
  signIn([
    'status/errorCode and appId',
    (p) => `status/errorCode eq 50034 and appId eq '${appGuid(of(p, appCount))}'`,
    (p) => ({ sql: 'error_code = ? and app_id = ?', values: [50034, appGuid(of(p, appCount))] }),
  ]),
  signIn([
    'userDisplayName eq',
    (p) => `userDisplayName eq '${userTitled(of(p, userCount))}'`,
    (p) => equal('user_display_name_key', userTitled(of(p, userCount)).toLowerCase()),
  ]),
  signIn([
    'userDisplayName startswith',
    ...always("startswith(userDisplayName,'Cleo')", prefixed('user_display_name_key', 'cleo')),
  ]),
  signIn([
    'userId eq',
    (p) => `userId eq '${userGuid(of(p, userCount))}'`,
    (p) => equal('user_id', userGuid(of(p, userCount))),
  ]),
  signIn([
    'userId eq, in a week',
    (p) => `userId eq '${userGuid(of(p, userCount))}' and createdDateTime ge ${iso(until - 7 * dayMilliseconds)}`,
    (p) => ({
      sql: 'user_id = ? and created_at >= ?',
      values: [userGuid(of(p, userCount)), until - 7 * dayMilliseconds],
    }),
  ]),
  signIn([
    'userPrincipalName eq',
    (p) => `userPrincipalName eq '${userNamed(of(p, userCount))}'`,
    (p) => equal('user_principal_name_key', userNamed(of(p, userCount))),
  ]),
  signIn([
    'userPrincipalName startswith, few',
    (p) => `startswith(userPrincipalName,'person${1000 + of(p, 4000)}')`,
    (p) => prefixed('user_principal_name_key', `person${1000 + of(p, 4000)}`),
  ]),
  signIn([
    'userPrincipalName startswith, many',
    (p) => `startswith(userPrincipalName,'person${1 + of(p, 4)}')`,
    (p) => prefixed('user_principal_name_key', `person${1 + of(p, 4)}`),
  ]),
  signIn([
    'userPrincipalName startswith, all',
    ...always("startswith(userPrincipalName,'p')", prefixed('user_principal_name_key', 'p')),
  ]),
  signIn([
    'authenticationRequirement eq',
    ...always("authenticationRequirement eq 'multiFactorAuthentication'", every),
  ]),
  signIn(['signInEventTypes any, none', ...always("signInEventTypes/any(t: t eq 'nonInteractiveUser')", none)]),
  signIn([
    'authenticationMethodsUsed any, often',
    ...always("authenticationMethodsUsed/any(m: m eq 'Passkey (FIDO2)')", usedStep('with_passkey')),
  ]),
  signIn([
    'authenticationMethodsUsed any, some',
    ...always("authenticationMethodsUsed/any(m: m eq 'Temporary Access Pass')", usedStep('with_temporary_access_pass')),
  ]),
  signIn([
    'authenticationMethodsUsed any, not of late',
    ...always("authenticationMethodsUsed/any(m: m eq 'Password')", usedStep('with_password')),
  ]),
  signIn([
    'authenticationDetails any, not of late, in a week',
    ...always(
      `authenticationDetails/any(d: d/authenticationMethod eq 'Password') and createdDateTime ge ${iso(until - 7 * dayMilliseconds)}`,
      { sql: 'with_password = 1 and created_at >= ?', values: [until - 7 * dayMilliseconds] },
    ),
  ]),
  signIn([
    'authenticationDetails any and status/errorCode',
    ...always(
      "authenticationDetails/any(d: d/authenticationMethod eq 'Temporary Access Pass') and status/errorCode eq 130503",
      {
        sql: 'with_temporary_access_pass = 1 and error_code = ?',
        values: [130503],
      },
    ),
  ]),
  audit(['newest', ...always(undefined, every)]),
  audit([
    'activityDateTime ge and le, a day',
    (p) => `activityDateTime ge ${iso(dayBefore(p))} and activityDateTime le ${iso(dayBefore(p) + dayMilliseconds)}`,
    (p) => ({ sql: 'activity_at >= ? and activity_at <= ?', values: [dayBefore(p), dayBefore(p) + dayMilliseconds] }),
  ]),
  audit([
    'activityDisplayName eq',
    ...always("activityDisplayName eq 'Add group'", equal('activity_display_name', 'Add group')),
  ]),
  audit([
    'activityDisplayName startswith',
    ...always("startswith(activityDisplayName,'Admin')", prefixed('activity_display_name', 'Admin')),
  ]),
  audit([
    'correlationId eq',
    (p) => `correlationId eq '${correlationGuid(of(p, 60_000))}'`,
    (p) => equal('correlation_id', correlationGuid(of(p, 60_000))),
  ]),
  audit([
    'loggedByService eq',
    ...always("loggedByService eq 'Core Directory'", equal('logged_by_service', 'Core Directory')),
  ]),
  audit([
    'loggedByService eq, none',
    ...always("loggedByService eq 'Conditional Access'", equal('logged_by_service', 'Conditional Access')),
  ]),
  audit([
    'initiatedBy/user/id eq',
    (p) => `initiatedBy/user/id eq '${userGuid(of(p, 60))}'`,
    (p) => equal('initiated_by_user_id', userGuid(of(p, 60))),
  ]),
  audit([
    'initiatedBy/user/displayName eq',
    (p) => `initiatedBy/user/displayName eq '${userTitled(of(p, 60))}'`,
    (p) => equal('initiated_by_user_display_name_key', userTitled(of(p, 60)).toLowerCase()),
  ]),
  audit([
    'initiatedBy/user/userPrincipalName eq',
    (p) => `initiatedBy/user/userPrincipalName eq '${userNamed(of(p, 60))}'`,
    (p) => equal('initiated_by_user_principal_name_key', userNamed(of(p, 60))),
  ]),
  audit([
    'initiatedBy/user/userPrincipalName startswith',
    ...always(
      "startswith(initiatedBy/user/userPrincipalName,'person1')",
      prefixed('initiated_by_user_principal_name_key', 'person1'),
    ),
  ]),
  audit([
    'initiatedBy/app/appId eq',
    (p) => `initiatedBy/app/appId eq '${appGuid(of(p, 10))}'`,
    (p) => equal('initiated_by_app_id', appGuid(of(p, 10))),
  ]),
  audit([
    'initiatedBy/app/displayName eq',
    (p) => `initiatedBy/app/displayName eq '${appNamed(of(p, 10))}'`,
    (p) => equal('initiated_by_app_display_name_key', appNamed(of(p, 10)).toLowerCase()),
  ]),
  audit([
    'targetResources any id eq',
    (p) => `targetResources/any(t: t/id eq '${userGuid(of(p, userCount))}')`,
    (p) => ({
      sql: 'id in (select audit_id from directory_audit_targets where target_id = ?)',
      values: [userGuid(of(p, userCount))],
    }),
  ]),
  audit([
    'targetResources any displayName eq',
    (p) => `targetResources/any(t: t/displayName eq '${userTitled(of(p, userCount))}')`,
    (p) => ({
      sql: 'id in (select audit_id from directory_audit_targets where display_name_key = ?)',
      values: [userTitled(of(p, userCount)).toLowerCase()],
    }),
  ]),
  audit([
    'targetResources any displayName startswith, few',
    (p) => `targetResources/any(t: startswith(t/displayName,'Cleo Person ${of(p, 400)}'))`,
    (p) => ({
      sql: 'id in (select audit_id from directory_audit_targets where display_name_key >= ? and display_name_key < ?)',
      values: [`cleo person ${of(p, 400)}`, behindPrefix(`cleo person ${of(p, 400)}`)],
    }),
  ]),
  audit([
    'targetResources any displayName startswith, many',
    ...always("targetResources/any(t: startswith(t/displayName,'Cleo'))", {
      sql: 'id in (select audit_id from directory_audit_targets where display_name_key >= ? and display_name_key < ?)',
      values: ['cleo', 'clep'],
    }),
  ]),
]
