import { Checkbox, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { ArrowDown16Regular, ArrowUp16Regular } from '@fluentui/react-icons'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { useIsNarrow } from '../shell/use-is-narrow.ts'

/** One column; the first is the row's name and carries its link or button. */
export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** A share of the width; 1 unless given. */
  readonly share?: number
  /** What the server sorts by, where it can. */
  readonly sortBy?: string
  /** Left out on a phone, where the others stand below the name. */
  readonly isWideOnly?: boolean
}

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

const rowHeight = 44

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
  row: {
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-within': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected },
  cell: {
    height: `${rowHeight}px`,
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  narrowCell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    height: 'auto',
  },
  check: { width: '48px', padding: 0, textAlign: 'center' },
  below: { color: tokens.colorNeutralForeground3, display: 'block' },
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
    const top = body.current?.getBoundingClientRect().top ?? 0
    setOffset(top + window.scrollY)
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
  const width = columns.filter((column) => !(isNarrow && column.isWideOnly))
  const [first, ...others] = width
  const inRow = isNarrow ? width.slice(0, 1) : width
  const shares = inRow.reduce((sum, column) => sum + (column.share ?? 1), 0)
  const keys = rows.map(rowKey)
  const choosing = selection && onSelect ? { selection, onSelect } : undefined
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
                  checked={checkedOf(choosing.selection.size, keys.length)}
                  onChange={(_, { checked }) => choosing.onSelect(new Set(checked === true ? keys : []))}
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
            if (row === undefined || !first) return null
            const isChosen = selection?.has(rowKey(row)) === true
            return (
              <tr
                key={key}
                ref={isNarrow ? virtualizer.measureElement : undefined}
                data-index={index}
                aria-rowindex={index + 2}
                className={mergeClasses(styles.row, isChosen && styles.chosen)}
              >
                {choosing && (
                  <td className={mergeClasses(styles.cell, styles.check)} data-check>
                    <Checkbox
                      aria-label={shared.select(rowName?.(row) ?? rowKey(row))}
                      checked={isChosen}
                      onChange={() => choosing.onSelect(toggled(choosing.selection, rowKey(row)))}
                    />
                  </td>
                )}
                {isNarrow ? (
                  <td className={mergeClasses(styles.cell, styles.narrowCell)}>
                    {first.cell(row)}
                    {others.map((column) => (
                      <Text key={column.key} size={200} className={styles.below}>
                        {column.title}: {column.cell(row)}
                      </Text>
                    ))}
                  </td>
                ) : (
                  inRow.map((column) => (
                    <td key={column.key} className={styles.cell}>
                      {column.cell(row)}
                    </td>
                  ))
                )}
              </tr>
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
