import { makeStyles, tokens } from '@fluentui/react-components'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import type { ChartDay, Series } from './stacked-chart.tsx'

const useStyles = makeStyles({
  frame: {
    overflow: 'auto',
    maxHeight: '320px',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: { borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200 },
  head: {
    position: 'sticky',
    top: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    textAlign: 'start',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    whiteSpace: 'nowrap',
  },
  cell: { padding: `2px ${tokens.spacingHorizontalM}`, whiteSpace: 'nowrap', fontWeight: 'normal', textAlign: 'start' },
})

/** What scrolls can be reached by keyboard. */
const reachable = { tabIndex: 0 }

interface TableParts {
  readonly label: string
  readonly series: readonly Series[]
  readonly days: readonly ChartDay[]
}

/** The numbers of a chart, the latest day first. */
export function ChartTable({ label, series, days }: TableParts) {
  const styles = useStyles()
  const { home } = useTexts()
  const format = useFormat()
  return (
    <section className={styles.frame} aria-label={label} {...reachable}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.head}>
              {home.day}
            </th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col" className={styles.head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ date, counts }) => (
            <tr key={date}>
              <th scope="row" className={styles.cell}>
                {format.day(date)}
              </th>
              {series.map(({ key }) => (
                <td key={key} className={styles.cell}>
                  {format.number(counts[key] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
