import { Badge, Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { ApplicationResource, PasswordCredentialResource } from '../../../../contract/graph/application.ts'
import { removeSecret } from '../../api/applications.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Empty } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

const AddSecretPane = lazy(async () => ({ default: (await import('./add-secret-pane.tsx')).AddSecretPane }))

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, alignItems: 'flex-start' },
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%', maxWidth: '48rem' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  facts: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  name: { overflowWrap: 'anywhere' },
  small: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
})

interface Parts {
  readonly application: ApplicationResource
}

/** The secrets an application proves itself with; of each no more than its first characters is known. */
export function SecretsTab({ application }: Parts) {
  const styles = useStyles()
  const { secrets } = useTexts().applications
  const mayChange = useMay()('applications.update')
  const [isAdding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<PasswordCredentialResource>()
  if (application.isFallbackPublicClient) return <Empty text={secrets.public} />
  return (
    <div className={styles.root}>
      <Text>{secrets.text}</Text>
      {mayChange && (
        <Button icon={<Add20Regular />} onClick={() => setAdding(true)}>
          {secrets.add}
        </Button>
      )}
      {application.passwordCredentials.length === 0 ? (
        <Text>{secrets.empty}</Text>
      ) : (
        <ul className={styles.list} aria-label={secrets.label}>
          {application.passwordCredentials.map((secret) => (
            <li key={secret.keyId} className={styles.item}>
              <SecretFacts secret={secret} />
              {mayChange && (
                <Button
                  appearance="subtle"
                  aria-label={secrets.removeNamed(secret.displayName ?? secret.hint)}
                  onClick={() => setRemoving(secret)}
                >
                  {secrets.remove}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding && (
        <Suspense>
          <AddSecretPane applicationId={application.id} onClose={() => setAdding(false)} />
        </Suspense>
      )}
      {removing && (
        <RemoveSecret applicationId={application.id} secret={removing} onClose={() => setRemoving(undefined)} />
      )}
    </div>
  )
}

function SecretFacts({ secret }: { readonly secret: PasswordCredentialResource }) {
  const styles = useStyles()
  const { secrets } = useTexts().applications
  return (
    <div className={styles.facts}>
      <span className={styles.line}>
        <Text weight="semibold" className={styles.name}>
          {secret.displayName ?? secrets.unnamed}
        </Text>
        {Date.parse(secret.endDateTime) <= Date.now() && (
          <Badge appearance="tint" color="danger">
            {secrets.expired}
          </Badge>
        )}
      </span>
      <Text size={200}>
        {secrets.expires}: <DateTime iso={secret.endDateTime} />
      </Text>
      <Text size={200} className={styles.small}>
        {secrets.value}: {secret.hint}… · {secrets.secretId}: {secret.keyId}
      </Text>
    </div>
  )
}

interface Removing {
  readonly applicationId: string
  readonly secret: PasswordCredentialResource
  onClose(): void
}

function RemoveSecret({ applicationId, secret, onClose }: Removing) {
  const { secrets } = useTexts().applications
  const notices = useNotices()
  const queries = useQueryClient()
  const confirm = async () => {
    await removeSecret(applicationId, secret.keyId)
    await queries.invalidateQueries({ queryKey: ['applications'] })
    notices.done(secrets.removed)
  }
  return (
    <ConfirmDialog
      title={secrets.removeTitle}
      action={secrets.remove}
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text block>{secrets.removeText(secret.displayName ?? `${secret.hint}…`)}</Text>
    </ConfirmDialog>
  )
}
