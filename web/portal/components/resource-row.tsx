import { Checkbox, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { memo, type ReactNode } from 'react'
import { useTexts } from '../shell/preferences.tsx'

/** One column; the first is the row's name and carries its link or button. */
export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** One line; what is cut of it is told whole when it is pointed at. */
  readonly cell: (row: Row) => ReactNode
  /** A share of the width; 1 unless given. */
  readonly share?: number
  /** What the server sorts by, where it can. */
  readonly sortBy?: string
  /** Left out on a phone, where the others stand below the name. */
  readonly isWideOnly?: boolean
}

interface RowParts<Row> {
  readonly row: Row
  readonly id: string
  readonly index: number
  readonly columns: readonly Column<Row>[]
  readonly isNarrow: boolean
  /** Absent where rows cannot be chosen. */
  readonly isChosen: boolean | undefined
  readonly name: ((row: Row) => string) | undefined
  readonly measure: (element: Element | null) => void
  readonly onToggle: (id: string) => void
}

export const rowHeight = 44

const useStyles = makeStyles({
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
    '& .fui-Text': { whiteSpace: 'inherit' },
    '& .fui-Link': {
      maxWidth: '100%',
      lineHeight: 'inherit',
      verticalAlign: 'bottom',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
  },
  narrowCell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    height: 'auto',
  },
  check: { width: '48px', padding: 0, textAlign: 'center' },
  below: { color: tokens.colorNeutralForeground3, display: 'block' },
})

/** A row of a long list; while one scrolls, those that stay are not drawn again. */
export const ResourceRow = memo(Row) as typeof Row

function Row<Item>(props: RowParts<Item>) {
  const { row, id, index, columns, isNarrow, isChosen, name, measure, onToggle } = props
  const styles = useStyles()
  const { shared } = useTexts()
  const [first, ...others] = columns
  return (
    <tr
      ref={isNarrow ? measure : undefined}
      data-index={index}
      aria-rowindex={index + 2}
      className={mergeClasses(styles.row, isChosen && styles.chosen)}
    >
      {isChosen !== undefined && (
        <td className={mergeClasses(styles.cell, styles.check)} data-check>
          <Checkbox aria-label={shared.select(name?.(row) ?? id)} checked={isChosen} onChange={() => onToggle(id)} />
        </td>
      )}
      {isNarrow ? (
        <td className={mergeClasses(styles.cell, styles.narrowCell)}>
          {first?.cell(row)}
          {others.map((column) => {
            const content = column.cell(row)
            if (content === '' || content === null || content === undefined) return null
            return (
              <Text key={column.key} size={200} className={styles.below}>
                {column.title}: {content}
              </Text>
            )
          })}
        </td>
      ) : (
        columns.map((column) => <Cell key={column.key} className={styles.cell} content={column.cell(row)} />)
      )}
    </tr>
  )
}

const Cell = ({ className, content }: { readonly className: string; readonly content: ReactNode }) => (
  <td
    className={className}
    {...(typeof content === 'string'
      ? { title: content }
      : { onPointerEnter: (event) => tellWhole(event.currentTarget) })}
  >
    {content}
  </td>
)

/** Gives a cell its text to be told when it is pointed at, where it is cut and no part of it has more to tell. */
function tellWhole(cell: HTMLElement) {
  const isCut = [cell, ...cell.querySelectorAll<HTMLElement>('*')].some(
    ({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth,
  )
  const says = cell.querySelector('[title]:not([title=""])') !== null
  cell.title = isCut && !says ? cell.innerText : ''
}
