import { makeStyles, tokens } from '@fluentui/react-components'
import { AppLink } from '../../components/app-link.tsx'
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
    verticalAlign: 'bottom',
  },
  cell: { padding: `2px ${tokens.spacingHorizontalM}`, whiteSpace: 'nowrap', fontWeight: 'normal', textAlign: 'start' },
})

/** What scrolls can be reached by keyboard. */
const reachable = { tabIndex: 0 }

interface TableParts {
  readonly label: string
  readonly series: readonly Series[]
  readonly days: readonly ChartDay[]
  readonly linkOf: ((date: string, key: string) => string | undefined) | undefined
}

/** The numbers of a chart, the latest day first. */
export function ChartTable({ label, series, days, linkOf }: TableParts) {
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
              {series.map(({ key, name }) => {
                const [count, to] = [counts[key] ?? 0, linkOf?.(date, key)]
                return (
                  <td key={key} className={styles.cell}>
                    {count > 0 && to !== undefined ? (
                      <AppLink to={to} label={home.listed(name, format.day(date), format.number(count))}>
                        {format.number(count)}
                      </AppLink>
                    ) : (
                      format.number(count)
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
