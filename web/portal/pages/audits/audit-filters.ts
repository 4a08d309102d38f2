import { literal } from '../../api/collection.ts'
import { beginning, isGuid } from '../log-parts/log-filter.ts'
import type { LogFilter, LogKind } from '../log-parts/log-kind.ts'
import { activities, categories, services } from './activities.ts'

const oneOf = (name: string, property: string, choices: readonly string[]): LogFilter => ({
  name,
  choices,
  condition: (value) => `${property} eq ${literal(value)}`,
})

const filters: readonly LogFilter[] = [
  oneOf('service', 'loggedByService', services),
  oneOf('category', 'category', categories),
  {
    name: 'activity',
    suggestions: activities,
    condition: (value) => beginning(value, 'activityDisplayName'),
  },
  oneOf('result', 'result', ['success', 'failure']),
  {
    name: 'actor',
    condition: (value) =>
      isGuid(value)
        ? `(initiatedBy/user/id eq ${literal(value)} or initiatedBy/app/appId eq ${literal(value)})`
        : `(${[
            beginning(value, 'initiatedBy/user/userPrincipalName'),
            `initiatedBy/user/displayName eq ${literal(value)}`,
            `initiatedBy/app/displayName eq ${literal(value)}`,
          ].join(' or ')})`,
  },
  {
    name: 'target',
    condition: (value) =>
      isGuid(value)
        ? `targetResources/any(t:t/id eq ${literal(value)})`
        : `targetResources/any(t:${beginning(value, 't/displayName')})`,
  },
]

export const auditKind: LogKind = { log: 'directoryAudits', time: 'activityDateTime', filters, usualRange: '7d' }
