import { Text } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { type AuditTarget, type DirectoryAudit, logRecord } from '../../api/logs.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Facts, Section } from '../log-parts/facts.tsx'
import { ResultBadge } from '../log-parts/result-badge.tsx'
import { SmallTable } from '../log-parts/small-table.tsx'
import { StoryLink } from '../log-parts/story-link.tsx'
import { handOf, nameOf, valueText } from './audit-words.ts'

interface Shown {
  readonly id: string
  onClose(): void
}

/** One audit, as the log has it. */
export function AuditPane({ id, onClose }: Shown) {
  const { pane } = useTexts().logs.audits
  const query = useQuery(logRecord<DirectoryAudit>('directoryAudits', id))
  return (
    <Pane title={pane.title} size="large" onClose={onClose}>
      <Loaded query={query}>{(audit) => <Details audit={audit} />}</Loaded>
    </Pane>
  )
}

function Details({ audit }: { readonly audit: DirectoryAudit }) {
  const { columns, pane, server } = useTexts().logs.audits
  const { initiatedBy, targetResources, additionalDetails } = audit
  const hand = handOf(initiatedBy)
  const hands = initiatedBy.user ? pane.user : pane.application
  return (
    <>
      <Section title={pane.activity}>
        <Facts
          facts={[
            [columns.activityDateTime, <DateTime key="date" iso={audit.activityDateTime} isExact />],
            [columns.activityDisplayName, audit.activityDisplayName],
            [columns.result, <ResultBadge key="result" result={audit.result} />],
            [columns.resultReason, audit.resultReason],
            [columns.correlationId, <StoryLink key="story" id={audit.correlationId} />],
            [columns.loggedByService, audit.loggedByService],
            [columns.category, audit.category],
            [columns.operationType, audit.operationType],
            [columns.id, audit.id],
          ]}
        />
      </Section>
      <Section title={pane.actor}>
        <Facts
          facts={[
            [pane.type, hands],
            [pane.displayName, nameOf(hand) ? named(initiatedBy.user ? 'User' : '', hand) : server],
            [pane.userPrincipalName, hand.userPrincipalName],
            [pane.objectId, hand.id],
            [pane.appId, hand.appId],
            [columns.ipAddress, hand.ipAddress],
            [pane.userAgent, audit.userAgent],
          ]}
        />
      </Section>
      {targetResources.length === 0 && <Text>{pane.noTargets}</Text>}
      {targetResources.map((target, index) => (
        <Target
          key={`${target.type}:${target.id}`}
          target={target}
          title={targetResources.length === 1 ? pane.target : pane.targetNumber(index + 1)}
        />
      ))}
      {additionalDetails.length > 0 && (
        <Section title={pane.additional}>
          <Facts facts={additionalDetails.map(({ key, value }) => [key, value])} />
        </Section>
      )}
    </>
  )
}

function Target({ target, title }: { readonly target: AuditTarget; readonly title: string }) {
  const { pane } = useTexts().logs.audits
  const { modifiedProperties = [] } = target
  return (
    <Section title={title}>
      <Facts
        facts={[
          [pane.type, target.type],
          [pane.displayName, nameOf(target) && named(target.type, target)],
          [pane.userPrincipalName, target.userPrincipalName],
          [pane.objectId, target.id],
        ]}
      />
      {modifiedProperties.length > 0 && (
        <SmallTable
          label={pane.changes}
          head={[pane.property, pane.oldValue, pane.newValue]}
          rows={modifiedProperties.map(({ displayName, oldValue, newValue }) => ({
            key: displayName,
            cells: [displayName, valueText(oldValue), valueText(newValue)],
          }))}
        />
      )}
    </Section>
  )
}

const pages: Readonly<Partial<Record<string, string>>> = { User: '/users', Group: '/groups' }

/** A name, with the way to its page where there is one. */
function named(type: string, one: Parameters<typeof nameOf>[0]) {
  const page = pages[type]
  if (!page || !one.id) return nameOf(one)
  return (
    <AppLink key="name" to={`${page}/${one.id}`}>
      {nameOf(one)}
    </AppLink>
  )
}
