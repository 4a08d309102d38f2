import { useQuery } from '@tanstack/react-query'
import { logRecord, type SignIn } from '../../api/logs.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Facts, Section } from '../log-parts/facts.tsx'
import { ResultBadge } from '../log-parts/result-badge.tsx'
import { StoryLink } from '../log-parts/story-link.tsx'
import { PolicyTable } from './policy-table.tsx'
import { resultOf } from './sign-in-filters.ts'
import { errorText, placeOf, subjectOf, wordFor } from './sign-in-words.ts'
import { StepTable } from './step-table.tsx'

const nobody = '00000000-0000-0000-0000-000000000000'

interface Shown {
  readonly id: string
  onClose(): void
}

/** One sign-in, as the log has it. */
export function SignInPane({ id, onClose }: Shown) {
  const { pane } = useTexts().logs.signIns
  const query = useQuery(logRecord<SignIn>('signIns', id))
  return (
    <Pane title={pane.title} size="large" onClose={onClose}>
      <Loaded query={query}>{(signIn) => <Details signIn={signIn} />}</Loaded>
    </Pane>
  )
}

function Details({ signIn }: { readonly signIn: SignIn }) {
  const { logs } = useTexts()
  const { columns, pane, requirements, tabs } = logs.signIns
  const { status, location, deviceDetail } = signIn
  const [eventType = ''] = signIn.signInEventTypes
  const kinds = {
    interactiveUser: tabs.interactive,
    nonInteractiveUser: tabs.nonInteractive,
    servicePrincipal: tabs.servicePrincipal,
  }
  const nameOfAsker = (provider: string, detail: string) =>
    Object.hasOwn(pane.askers, provider) ? wordFor(pane.askers, provider) : detail
  const hasAccount = signIn.userId !== '' && signIn.userId !== nobody
  return (
    <>
      <Section title={pane.basic}>
        <Facts
          facts={[
            [columns.createdDateTime, <DateTime key="date" iso={signIn.createdDateTime} isExact />],
            [columns.id, signIn.id],
            [columns.correlationId, <StoryLink key="story" id={signIn.correlationId} />],
            [columns.status, <ResultBadge key="status" result={resultOf(status.errorCode)} />],
            [columns.errorCode, status.errorCode !== 0 && String(status.errorCode)],
            [columns.failureReason, status.errorCode !== 0 && errorText(status, logs.errorCodes)],
            [pane.additional, status.additionalDetails],
            [
              columns.user,
              hasAccount ? (
                <AppLink key="user" to={`/users/${signIn.userId}`}>
                  {subjectOf(signIn)}
                </AppLink>
              ) : (
                subjectOf(signIn)
              ),
            ],
            [columns.userPrincipalName, signIn.userPrincipalName],
            [pane.userId, hasAccount && signIn.userId],
            [columns.appDisplayName, signIn.appDisplayName],
            [pane.appId, signIn.appId],
            [columns.resourceDisplayName, signIn.resourceDisplayName],
            [pane.resourceId, signIn.resourceId],
            [pane.eventType, wordFor(kinds, eventType)],
            [columns.clientAppUsed, signIn.clientAppUsed],
            [columns.authenticationRequirement, wordFor(requirements, signIn.authenticationRequirement)],
            [
              pane.askedBy,
              signIn.authenticationRequirementPolicies
                .map(({ requirementProvider, detail }) => nameOfAsker(requirementProvider, detail))
                .join(', '),
            ],
            [columns.sessionId, signIn.sessionId],
          ]}
        />
      </Section>
      <Section title={pane.location}>
        <Facts
          facts={[
            [columns.ipAddress, signIn.ipAddress],
            [pane.city, location.city],
            [pane.state, location.state],
            [pane.country, location.countryOrRegion],
            [columns.location, placeOf(location) === '' && pane.noPlace],
          ]}
        />
      </Section>
      <Section title={pane.device}>
        <Facts
          facts={[
            [columns.browser, deviceDetail.browser],
            [columns.operatingSystem, deviceDetail.operatingSystem],
            [pane.deviceId, deviceDetail.deviceId],
            [pane.userAgent, signIn.userAgent],
          ]}
        />
      </Section>
      <Section title={pane.steps}>
        <StepTable steps={signIn.authenticationDetails} />
      </Section>
      <Section title={pane.access}>
        <PolicyTable policies={signIn.appliedConditionalAccessPolicies} />
      </Section>
    </>
  )
}
