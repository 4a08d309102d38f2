import { Badge, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { type AccessPolicy, accessPolicies } from '../../api/access-policy.ts'
import type { ApplicationRow } from '../../api/applications.ts'
import { organization } from '../../api/me.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CopiedId } from '../../components/copied-id.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { PropertyList } from '../../components/property-list.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  item: { paddingBottom: tokens.spacingVerticalXS },
})

interface Parts {
  readonly row: ApplicationRow
}

/** What a program is set up with: ids and addresses, each to be copied. */
export function OverviewTab({ row }: Parts) {
  const styles = useStyles()
  const { applications, shared } = useTexts()
  const { overview } = applications
  const may = useMay()
  const tenantId = useQuery(organization).data?.id ?? ''
  const { application, accountEnabled } = row
  const copied = (name: string, value: string) =>
    [name, <CopiedId key={name} id={value} label={applications.copy(name)} />] as const
  const base = `${window.location.origin}/${tenantId}`
  return (
    <div className={styles.root}>
      <h2 className={styles.title}>{overview.essentials}</h2>
      <PropertyList
        lines={[
          copied(applications.clientId, application.appId),
          copied(applications.objectId, application.id),
          copied(applications.tenantId, tenantId),
          [overview.kind, overview.kinds[application.isFallbackPublicClient ? 'public' : 'web']],
          [overview.signInEnabled, accountEnabled ? shared.yes : shared.no],
          [applications.created, <DateTime key="created" iso={application.createdDateTime} />],
        ]}
      />
      {may('signIns.read') && (
        <Text>
          <AppLink to={`/sign-ins?filter=${encodeURIComponent(`appId eq '${application.appId}'`)}`}>
            {overview.signIns}
          </AppLink>
        </Text>
      )}
      <h2 className={styles.title}>{overview.endpoints}</h2>
      <PropertyList
        lines={[
          copied(overview.authorize, `${base}/oauth2/v2.0/authorize`),
          copied(overview.token, `${base}/oauth2/v2.0/token`),
          copied(overview.discovery, `${base}/v2.0/.well-known/openid-configuration`),
        ]}
      />
      {may('conditionalAccess.read') && <Policies clientId={application.appId} />}
    </div>
  )
}

function Policies({ clientId }: { readonly clientId: string }) {
  const styles = useStyles()
  const { overview } = useTexts().applications
  const { data } = useQuery(accessPolicies)
  if (!data) return null
  const naming = data.filter((policy) => policy.state !== 'disabled' && isAbout(policy, clientId))
  return (
    <>
      <h2 className={styles.title}>{overview.policies}</h2>
      <Text>{naming.length === 0 ? overview.noPolicies : overview.policiesText}</Text>
      {naming.length > 0 && (
        <ul className={styles.list}>
          {naming.map(({ id, displayName, state }) => (
            <li key={id} className={styles.item}>
              <AppLink to={`/conditional-access/${id}`}>{displayName}</AppLink>{' '}
              {state === 'enabledForReportingButNotEnforced' && (
                <Badge appearance="tint" color="informative">
                  {overview.reportOnly}
                </Badge>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function isAbout({ conditions }: AccessPolicy, clientId: string): boolean {
  const { includeApplications, excludeApplications } = conditions.applications
  return (
    includeApplications.some((named) => named === 'All' || named === clientId) &&
    !excludeApplications.includes(clientId)
  )
}
