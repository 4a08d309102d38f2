import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { AppLink } from '../../../components/app-link.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { type Refused, RefusedList } from '../../../components/refused-list.tsx'
import { SecretOnce } from '../../../components/secret-once.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import { useMay } from '../../../shell/use-may.ts'

const useStyles = makeStyles({
  links: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalS },
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, overflowWrap: 'anywhere' },
})

interface Parts {
  readonly user: UserResource
  readonly password: string | undefined
  readonly refused: readonly Refused[]
}

/** A user who was just created: the password this once, and what to do next. */
export function CreatedUser({ user, password, refused }: Parts) {
  const styles = useStyles()
  const { users } = useTexts()
  const { create, properties } = users
  const may = useMay()
  return (
    <>
      <Text block role="status">
        {create.doneText(user.displayName)}
      </Text>
      <div>
        <Text block size={200}>
          {properties.userPrincipalName}
        </Text>
        <span className={styles.name}>
          <Text>{user.userPrincipalName}</Text>
          <CopyButton text={user.userPrincipalName} label={create.copyUserName} />
        </span>
      </div>
      {password !== undefined && (
        <SecretOnce
          label={create.password}
          secret={password}
          copyLabel={create.copyPassword}
          notice={create.passwordOnce}
        />
      )}
      {refused.length > 0 && (
        <>
          <Text block weight="semibold">
            {create.refused}
          </Text>
          <RefusedList refused={refused} />
        </>
      )}
      <div className={styles.links}>
        <AppLink to={`/users/${user.id}`}>{create.open}</AppLink>
        {may('passes.create') && <AppLink to={`/users/${user.id}/methods`}>{create.addPass}</AppLink>}
      </div>
    </>
  )
}
