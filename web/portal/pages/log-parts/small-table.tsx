import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  frame: { overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    overflowWrap: 'anywhere',
    '@media (max-width: 700px)': { display: 'block', '& tbody, & tr, & td': { display: 'block' } },
  },
  head: { '@media (max-width: 700px)': { display: 'none' } },
  headCell: {
    overflowWrap: 'break-word',
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  row: {
    '@media (max-width: 700px)': {
      padding: `${tokens.spacingVerticalS} 0`,
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  cell: {
    verticalAlign: 'top',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 700px)': {
      borderBottomStyle: 'none',
      padding: 0,
      '::before': { content: 'attr(data-title) ": "', color: tokens.colorNeutralForeground3 },
      ':empty': { display: 'none' },
    },
  },
})

interface Small {
  readonly label: string
  readonly head: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

/** A table of a few rows; on a phone each row stands as a list with the titles before. */
export function SmallTable({ label, head, rows }: Small) {
  const styles = useStyles()
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead className={styles.head}>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className={styles.headCell}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className={styles.row}>
              {cells.map((cell, index) => (
                <td key={head[index]} className={styles.cell} data-title={head[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
