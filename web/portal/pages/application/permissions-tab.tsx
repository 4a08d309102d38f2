import { Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { Edit20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { GrantablePermissionResource } from '../../../../contract/api/applications.ts'
import type { ApplicationResource } from '../../../../contract/graph/application.ts'
import { grantablePermissions } from '../../api/applications.ts'
import { Loaded } from '../../components/page-states.tsx'
import { useRoleWords } from '../../components/roles/use-role-words.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

const EditPermissions = lazy(async () => ({ default: (await import('./edit-permissions.tsx')).EditPermissions }))

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    alignItems: 'flex-start',
    maxWidth: '48rem',
  },
  title: { ...typographyStyles.subtitle2, margin: `${tokens.spacingVerticalM} 0 0` },
  list: { margin: 0, width: '100%' },
  item: { padding: `${tokens.spacingVerticalS} 0`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  words: { margin: 0, color: tokens.colorNeutralForeground2 },
})

interface Parts {
  readonly application: ApplicationResource
}

/** What an application may do, by itself and for people, in words. */
export function PermissionsTab({ application }: Parts) {
  const styles = useStyles()
  const { permissions } = useTexts().applications
  const mayChange = useMay()('applications.update')
  const query = useQuery(grantablePermissions)
  const [isEditing, setEditing] = useState(false)
  return (
    <Loaded query={query}>
      {(all) => (
        <div className={styles.root}>
          <Text>{permissions.text}</Text>
          {mayChange && (
            <Button icon={<Edit20Regular />} onClick={() => setEditing(true)}>
              {permissions.edit}
            </Button>
          )}
          {!application.isFallbackPublicClient && (
            <Granted all={all} kind="application" names={application['@latchkey.permissions']} />
          )}
          <Granted all={all} kind="delegated" names={application['@latchkey.delegatedPermissions']} />
          {isEditing && (
            <Suspense>
              <EditPermissions application={application} all={all} onClose={() => setEditing(false)} />
            </Suspense>
          )}
        </div>
      )}
    </Loaded>
  )
}

interface GrantedParts {
  readonly all: readonly GrantablePermissionResource[]
  readonly kind: 'application' | 'delegated'
  readonly names: readonly string[]
}

function Granted({ all, kind, names }: GrantedParts) {
  const styles = useStyles()
  const { permissions } = useTexts().applications
  const words = useRoleWords()
  const allowed = (name: string) => all.find(({ id }) => id === name)?.[kind] ?? []
  return (
    <>
      <h2 className={styles.title}>{permissions[kind]}</h2>
      <Text size={200}>{kind === 'application' ? permissions.applicationText : permissions.delegatedText}</Text>
      {names.length === 0 ? (
        <Text>{permissions.none}</Text>
      ) : (
        <dl className={styles.list}>
          {names.map((name) => (
            <div key={name} className={styles.item}>
              <dt className={styles.name}>{name}</dt>
              <dd className={styles.words}>{allowed(name).map(words.action).join(' · ') || permissions.nothing}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
