import { Button, Text } from '@fluentui/react-components'
import { AppLink } from '../../components/app-link.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { PassOutlook } from '../user/methods/pass-outlook.tsx'
import type { ShownRow } from './row-table.tsx'

interface Parts {
  readonly row: ShownRow
  /** Absent where nobody can be taken out any more. */
  readonly onRemove?: () => void
  onClose(): void
}

/** Everything that the server foresees of one pass of the run, or what it refused it with. */
export function RowPane({ row, onRemove, onClose }: Parts) {
  const { bulk, users } = useTexts()
  const { user, outlook, result } = row
  const query = {
    data: outlook.kind === 'known' ? outlook.answer : undefined,
    error: outlook.kind === 'failed' ? asError(outlook.error) : null,
    isFetching: outlook.kind === 'checking',
  }
  return (
    <Pane
      title={user.displayName}
      onClose={onClose}
      {...(onRemove && { footer: <Button onClick={onRemove}>{bulk.rows.removeOne}</Button> })}
    >
      <Text>{user.userPrincipalName}</Text>
      <AppLink to={`/users/${user.id}/methods`}>{users.tabs.methods}</AppLink>
      {result?.kind === 'failed' && <InlineError error={result.error} />}
      <PassOutlook query={query} isValid />
    </Pane>
  )
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
