import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { MethodConfiguration, MethodId, MethodsPolicy } from '../../api/methods-policy.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useTargetNames } from './use-target-names.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  quiet: { color: tokens.colorNeutralForeground3 },
})

const methodIds: readonly MethodId[] = ['Fido2', 'TemporaryAccessPass', 'SoftwareOath', 'Password']

export const isOwn = (id: string): id is MethodId => methodIds.some((one) => one === id)

/** The methods with whom they are for; those that Graph has and the server has not are named below. */
export function MethodList({ policy }: { readonly policy: MethodsPolicy }) {
  const styles = useStyles()
  const { policies, shared } = useTexts()
  const { authenticationMethodConfigurations: all, lastModifiedDateTime } = policy
  const own = methodIds.flatMap((id) => all.find((one) => one.id === id) ?? [])
  const absent = all.filter(({ id }) => !isOwn(id))
  const { sentence } = useTargetNames(own.flatMap((one) => [...one.includeTargets, ...one.excludeTargets]))
  const columns = useMemo<readonly Column<MethodConfiguration>[]>(
    () => [
      {
        key: 'method',
        title: policies.columns.method,
        share: 2,
        cell: ({ id }) => <AppLink to={`/methods?open=${id}`}>{policies.methods[id]}</AppLink>,
      },
      { key: 'target', title: policies.columns.target, share: 3, cell: (one) => sentence(one) },
      {
        key: 'state',
        title: policies.columns.state,
        cell: ({ state }) => (
          <Badge appearance="tint" color={state === 'enabled' ? 'success' : 'informative'}>
            {state === 'enabled' ? shared.yes : shared.no}
          </Badge>
        ),
      },
    ],
    [policies, shared, sentence],
  )
  return (
    <div className={styles.root}>
      <ResourceTable label={policies.list} columns={columns} rows={own} rowKey={({ id }) => id} />
      {lastModifiedDateTime && (
        <Text size={200} className={styles.quiet}>
          {policies.lastModified}: <DateTime iso={lastModifiedDateTime} />
        </Text>
      )}
      <section>
        <Text as="h2" weight="semibold" block>
          {policies.absent}
        </Text>
        <Text block className={styles.quiet}>
          {policies.absentText(absent.map(({ id }) => policies.methods[id]).join(', '))}
        </Text>
      </section>
    </div>
  )
}
