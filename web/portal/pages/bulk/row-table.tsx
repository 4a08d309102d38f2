import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { PassPreviewAnswer } from '../../../../contract/api/pass-preview.ts'
import { DateTime } from '../../components/date-time.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { keepFocus } from '../../components/use-return-focus.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { endOfPass } from '../user/methods/method-kinds.ts'
import { Outcome } from './outcome.tsx'
import { RowPane } from './row-pane.tsx'
import type { BulkRow } from './rows.ts'
import type { Result } from './use-issuing.ts'
import type { Outlook } from './use-outlooks.ts'

const useStyles = makeStyles({
  above: {
    minHeight: '32px',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** A row with everything that is known of it. */
export interface ShownRow extends BulkRow {
  readonly outlook: Outlook
  readonly result: Result | undefined
}

interface Parts {
  readonly rows: readonly ShownRow[]
  readonly summary: string
  readonly isBegun: boolean
  onRemove(ids: ReadonlySet<string>): void
}

const none: ReadonlySet<string> = new Set()
const keyOf = ({ user }: ShownRow): string => user.id
const nameOf = ({ user }: ShownRow): string => user.displayName

type Validity = Pick<PassPreviewAnswer['issuance'], 'startDateTime' | 'endDateTime' | 'isUsableOnce'>

/** The window of the pass that was issued, or of the one that would be; none where issuing has begun and came to nothing. */
function validityOf({ outlook, result }: ShownRow, isBegun: boolean): Validity | undefined {
  if (result?.kind === 'issued') return { ...result.pass, endDateTime: endOfPass(result.pass) }
  if (isBegun && result?.kind !== 'issuing') return undefined
  return outlook.kind === 'known' ? outlook.answer.issuance : undefined
}

/** The people of the run, each with what would happen or did; those chosen can be taken out while nothing is issued. */
export function RowTable({ rows, summary, isBegun, onRemove }: Parts) {
  const styles = useStyles()
  const { bulk, passes, shared } = useTexts()
  const [selection, setSelection] = useState(none)
  const [openId, setOpenId] = useState<string>()
  const columns = useMemo((): readonly Column<ShownRow>[] => {
    return [
      {
        key: 'name',
        title: shared.person,
        share: 1.1,
        cell: ({ user }) => (
          <Link as="button" title={user.userPrincipalName} onClick={() => setOpenId(user.id)}>
            {user.displayName}
          </Link>
        ),
      },
      {
        key: 'outcome',
        title: isBegun ? bulk.rows.result : bulk.rows.outlook,
        share: 1.9,
        cell: ({ outlook, result }) => <Outcome outlook={outlook} result={result} isBegun={isBegun} />,
      },
      {
        key: 'from',
        title: passes.issued.validFrom,
        share: 1.85,
        cell: (row) => <DateTime iso={validityOf(row, isBegun)?.startDateTime} />,
      },
      {
        key: 'until',
        title: passes.issued.validUntil,
        share: 1.85,
        cell: (row) => <DateTime iso={validityOf(row, isBegun)?.endDateTime} />,
      },
      {
        key: 'use',
        title: bulk.rows.use,
        share: 1,
        cell: (row) => {
          const validity = validityOf(row, isBegun)
          return validity ? (validity.isUsableOnce ? passes.list.oneTime : passes.list.multiUse) : '–'
        },
      },
    ]
  }, [bulk, passes, shared, isBegun])
  const chosen = rows.filter((row) => selection.has(keyOf(row)))
  const opened = rows.find((row) => keyOf(row) === openId)
  const remove = (ids: ReadonlySet<string>) => {
    onRemove(ids)
    setSelection(none)
    setOpenId(undefined)
    keepFocus()
  }
  return (
    <>
      <div className={styles.above}>
        <Text className={styles.quiet} role="status">
          {summary}
        </Text>
        {!isBegun && chosen.length > 0 && (
          <Button icon={<Dismiss20Regular />} onClick={() => remove(new Set(chosen.map(keyOf)))}>
            {bulk.rows.remove(chosen.length)}
          </Button>
        )}
      </div>
      <ResourceTable
        label={bulk.rows.label}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        {...(!isBegun && { selection, onSelect: setSelection })}
      />
      {opened && (
        <RowPane
          row={opened}
          {...(!isBegun && { onRemove: () => remove(new Set([keyOf(opened)])) })}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </>
  )
}
