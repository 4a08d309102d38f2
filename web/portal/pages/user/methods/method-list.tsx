import { Badge, Button, Link, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { Delete20Regular } from '@fluentui/react-icons'
import type { UserMethod } from '../../../api/methods.ts'
import { DateTime } from '../../../components/date-time.tsx'
import { type Column, ResourceTable } from '../../../components/resource-table.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import { hindranceOf, kindOf, removals } from './method-kinds.ts'
import { useMethodWords } from './use-method-words.ts'

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  none: { color: tokens.colorNeutralForeground3 },
})

interface MethodListParts {
  readonly title: string
  readonly methods: readonly UserMethod[]
  readonly switchedOff: readonly string[]
  mayDo(operation: string): boolean
  onOpen(method: UserMethod): void
  onRemove(method: UserMethod): void
}

/** Usable or non-usable methods, as Entra keeps them apart. */
export function MethodList({ title, methods, switchedOff, mayDo, onOpen, onRemove }: MethodListParts) {
  const styles = useStyles()
  const { passes, shared } = useTexts()
  const words = useMethodWords()
  const isUsable = methods.every((method) => hindranceOf(method, switchedOff) === undefined)
  const isRemovable = (method: UserMethod) => mayDo(removals[kindOf(method)] ?? '')
  const columns: readonly Column<UserMethod>[] = [
    {
      key: 'kind',
      title: passes.list.method,
      share: 1.95,
      cell: (method) => (
        <Link as="button" onClick={() => onOpen(method)}>
          {words(method).kind}
        </Link>
      ),
    },
    { key: 'detail', title: passes.list.detail, share: 2.4, cell: (method) => words(method).detail || '–' },
    {
      key: 'created',
      title: passes.list.created,
      share: 0.95,
      cell: (method) => <DateTime iso={method.createdDateTime} isDay />,
    },
    isUsable
      ? {
          key: 'lastUsed',
          title: passes.list.lastUsed,
          share: 1.7,
          cell: (method) => (method.lastUsedDateTime ? <DateTime iso={method.lastUsedDateTime} /> : passes.list.never),
        }
      : {
          key: 'status',
          title: passes.list.status,
          share: 1.7,
          cell: (method) => <StatusBadge method={method} switchedOff={switchedOff} />,
        },
    ...(methods.some(isRemovable)
      ? [
          {
            key: 'remove',
            title: '',
            share: 0.4,
            isWideOnly: true,
            cell: (method: UserMethod) =>
              isRemovable(method) && (
                <Button
                  appearance="subtle"
                  icon={<Delete20Regular />}
                  aria-label={`${shared.delete}: ${words(method).name}`}
                  title={shared.delete}
                  onClick={() => onRemove(method)}
                />
              ),
          },
        ]
      : []),
  ]
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      {methods.length === 0 ? (
        <Text className={styles.none}>{passes.list.noneUsable}</Text>
      ) : (
        <ResourceTable label={title} columns={columns} rows={methods} rowKey={({ id }) => id} />
      )}
    </section>
  )
}

/** Why nobody signs in with a method now. */
export function StatusBadge({ method, switchedOff }: Pick<MethodListParts, 'switchedOff'> & { method: UserMethod }) {
  const { passes } = useTexts()
  const hindrance = hindranceOf(method, switchedOff)
  if (hindrance === undefined) return null
  const color = hindrance === 'DisabledByPolicy' ? 'danger' : hindrance === 'NotYetValid' ? 'informative' : 'subtle'
  return (
    <Badge appearance="tint" color={color}>
      {passes.hindrances[hindrance]}
    </Badge>
  )
}
