import { Checkbox, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { ArrowDown16Regular, ArrowUp16Regular } from '@fluentui/react-icons'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { useIsNarrow } from '../shell/use-is-narrow.ts'
import { type Column, ResourceRow, rowHeight } from './resource-row.tsx'

export type { Column } from './resource-row.tsx'

export interface Sorting {
  readonly by: string
  readonly isDescending: boolean
}

interface Table<Row> {
  /** What the list is of, for screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** How many there are on the server, where it says so. */
  readonly total?: number | undefined
  readonly sorting?: Sorting | undefined
  readonly onSort?: (sorting: Sorting) => void
  /** The keys chosen; without it rows cannot be chosen. */
  readonly selection?: ReadonlySet<string>
  readonly onSelect?: (selection: ReadonlySet<string>) => void
  /** What a row is called where it is chosen. */
  readonly rowName?: (row: Row) => string
  readonly hasMore?: boolean
  readonly isLoadingMore?: boolean
  readonly onMore?: () => void
}

const useStyles = makeStyles({
  root: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
  },
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  head: { position: 'sticky', top: '48px', zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  headCell: {
    textAlign: 'start',
    height: '40px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  sort: {
    font: 'inherit',
    color: 'inherit',
    background: 'none',
    border: 'none',
    padding: 0,
    cursor: 'pointer',
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    ':hover': { textDecorationLine: 'underline' },
  },
  check: { width: '48px', padding: 0, textAlign: 'center' },
  foot: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground3,
    minHeight: '24px',
  },
})

/**
 * A list of any length: only the rows in sight are in the page.
 *
 * Rows are drawn again only where `columns`, `rowName` or the row itself is another one, so keep the first two.
 * From the link of a row the arrow keys, Page Up and Down, Home and End go to that of another.
 */
export function ResourceTable<Row>(props: Table<Row>) {
  const { label, columns, rows, rowKey, total, selection, onSelect, rowName, hasMore, isLoadingMore, onMore } = props
  const styles = useStyles()
  const { shared } = useTexts()
  const isNarrow = useIsNarrow()
  const body = useRef<HTMLTableSectionElement>(null)
  const [offset, setOffset] = useState(0)
  const [active, setActive] = useState(0)
  const wantsFocus = useRef(false)
  useLayoutEffect(() => {
    const measure = () => setOffset((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (isNarrow ? 84 : rowHeight),
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : rowKey(row)
    },
  })
  const shown = virtualizer.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - 30) onMore?.()
  }, [hasMore, isLoadingMore, last, rows.length, onMore])
  useEffect(() => {
    if (!wantsFocus.current) return
    const target = body.current?.querySelector<HTMLElement>(
      `tr[data-index="${active}"] a, tr[data-index="${active}"] td:not([data-check]) button`,
    )
    if (!target) return
    wantsFocus.current = false
    target.focus()
  })
  const go = (index: number) => {
    const next = Math.min(Math.max(index, 0), rows.length - 1)
    wantsFocus.current = true
    setActive(next)
    virtualizer.scrollToIndex(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const current = Number(event.target instanceof Element ? event.target.closest('tr')?.dataset['index'] : undefined)
    const target = goals(current, rows.length)[event.key]
    if (target === undefined || Number.isNaN(current)) return
    event.preventDefault()
    go(target)
  }
  const inSight = useMemo(() => columns.filter((column) => !(isNarrow && column.isWideOnly)), [columns, isNarrow])
  const inRow = isNarrow ? inSight.slice(0, 1) : inSight
  const shares = inRow.reduce((sum, column) => sum + (column.share ?? 1), 0)
  const choosing = selection && onSelect ? { selection, onSelect } : undefined
  const latest = useRef(choosing)
  useEffect(() => {
    latest.current = choosing
  })
  const toggle = useCallback((key: string) => {
    const { current } = latest
    current?.onSelect(toggled(current.selection, key))
  }, [])
  const above = (shown[0]?.start ?? offset) - offset
  const below = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? offset) - offset)
  const span = inRow.length + (choosing ? 1 : 0)
  return (
    <div className={styles.root}>
      <table className={styles.table} aria-label={label} aria-rowcount={(total ?? rows.length) + 1}>
        <thead className={styles.head}>
          <tr aria-rowindex={1}>
            {choosing && (
              <th className={mergeClasses(styles.headCell, styles.check)} scope="col">
                <Checkbox
                  aria-label={shared.selectAll}
                  checked={checkedOf(choosing.selection.size, rows.length)}
                  onChange={(_, { checked }) => choosing.onSelect(new Set(checked === true ? rows.map(rowKey) : []))}
                />
              </th>
            )}
            {inRow.map((column) => (
              <HeadCell key={column.key} column={column} width={((column.share ?? 1) / shares) * 100} {...props} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {above > 0 && <Spacer height={above} span={span} />}
          {shown.map(({ index, key }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <ResourceRow
                key={key}
                index={index}
                row={row}
                id={rowKey(row)}
                columns={inSight}
                isNarrow={isNarrow}
                isChosen={choosing?.selection.has(rowKey(row))}
                name={rowName}
                measure={virtualizer.measureElement}
                onToggle={toggle}
              />
            )
          })}
          {below > 0 && <Spacer height={below} span={span} />}
        </tbody>
      </table>
      <div className={styles.foot}>
        <Text size={200}>
          {total === undefined || total === rows.length ? shared.items(rows.length) : shared.loaded(rows.length, total)}
        </Text>
        {isLoadingMore && <Spinner size="tiny" label={shared.loading} />}
      </div>
    </div>
  )
}

const Spacer = ({ height, span }: { readonly height: number; readonly span: number }) => (
  <tr aria-hidden style={{ height }}>
    <td colSpan={span} />
  </tr>
)

function HeadCell<Row>({
  column,
  width,
  sorting,
  onSort,
}: Pick<Table<Row>, 'sorting' | 'onSort'> & { readonly column: Column<Row>; readonly width: number }) {
  const styles = useStyles()
  const { sortBy, title } = column
  const isSorted = sortBy !== undefined && sorting?.by === sortBy
  const order = sorting?.isDescending ? 'descending' : 'ascending'
  return (
    <th
      scope="col"
      className={styles.headCell}
      title={title}
      style={{ width: `${width}%` }}
      {...(isSorted && { 'aria-sort': order })}
    >
      {sortBy !== undefined && onSort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ by: sortBy, isDescending: isSorted && !sorting.isDescending })}
        >
          {title}
          {isSorted && (sorting.isDescending ? <ArrowDown16Regular /> : <ArrowUp16Regular />)}
        </button>
      ) : (
        title
      )}
    </th>
  )
}

const goals = (current: number, count: number): Readonly<Record<string, number>> => ({
  ArrowDown: current + 1,
  ArrowUp: current - 1,
  PageDown: current + 15,
  PageUp: current - 15,
  Home: 0,
  End: count - 1,
})

const checkedOf = (chosen: number, all: number): boolean | 'mixed' =>
  chosen === 0 ? false : chosen >= all ? true : 'mixed'

function toggled(selection: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selection)
  if (!next.delete(key)) next.add(key)
  return next
}
