import { Dropdown, makeStyles, Option, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { PolicyImpact } from '../../../../contract/api/policy-impact.ts'
import { policyImpact } from '../../api/policy-impact.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { type Series, StackedChart } from '../home/stacked-chart.tsx'

const useStyles = makeStyles({
  impact: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalL,
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  note: { color: tokens.colorNeutralForeground3 },
  period: { minWidth: '10rem', marginBottom: tokens.spacingVerticalL },
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    padding: tokens.spacingHorizontalL,
  },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  cell: {
    textAlign: 'start',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    overflowWrap: 'anywhere',
  },
})

const spans = [7, 30, 90] as const

const colours = {
  letThrough: tokens.colorPaletteGreenBackground3,
  askedForMore: tokens.colorPaletteMarigoldBackground3,
  blocked: tokens.colorPaletteRedBackground3,
} as const

const results = ['letThrough', 'askedForMore', 'blocked'] as const

/** What a policy came to, counted from the sign-in log, for whoever may read that. */
export function Impact({ policyId }: { readonly policyId: string }) {
  const styles = useStyles()
  const { impact } = useTexts().access
  const may = useMay()
  if (!may('signIns.read')) {
    return (
      <section className={styles.impact}>
        <h2 className={styles.title}>{impact.title}</h2>
        <Text block className={styles.note}>
          {impact.noLog}
        </Text>
      </section>
    )
  }
  return <Counted policyId={policyId} />
}

function Counted({ policyId }: { readonly policyId: string }) {
  const styles = useStyles()
  const { impact } = useTexts().access
  const [params, setParams] = useSearchParams()
  const days = spans.find((one) => String(one) === params.get('days')) ?? 7
  const query = useQuery(policyImpact(policyId, days))
  const choose = (chosen: string | undefined) =>
    setParams(
      (before) => {
        before.set('days', chosen ?? '7')
        return before
      },
      { replace: true },
    )
  return (
    <section className={styles.impact} aria-label={impact.title}>
      <Loaded query={query}>
        {(found) => (
          <Numbers found={found}>
            <Dropdown
              className={styles.period}
              aria-label={impact.period}
              value={impact.days(days)}
              selectedOptions={[String(days)]}
              onOptionSelect={(_, { optionValue }) => choose(optionValue)}
            >
              {spans.map((span) => (
                <Option key={span} value={String(span)}>
                  {impact.days(span)}
                </Option>
              ))}
            </Dropdown>
          </Numbers>
        )}
      </Loaded>
    </section>
  )
}

interface Shown {
  readonly found: PolicyImpact
  readonly children: React.ReactNode
}

function Numbers({ found, children }: Shown) {
  const { impact } = useTexts().access
  const format = useFormat()
  const { total, byDay, policyModifiedDateTime, fromDateTime, isComplete } = found
  const series: readonly Series[] = results.map((key) => ({ key, name: impact.results[key], colour: colours[key] }))
  const isNone = results.every((key) => total[key] === 0)
  const isChanged = policyModifiedDateTime !== null && policyModifiedDateTime > fromDateTime
  const notes = [
    isNone && impact.none,
    total.notApplied > 0 && impact.notApplied(format.number(total.notApplied)),
    isChanged && impact.changed,
    !isComplete && impact.incomplete,
  ]
  return (
    <>
      <StackedChart
        title={impact.title}
        text={impact.text}
        series={series}
        days={byDay.map(({ date, letThrough, askedForMore, blocked }) => ({
          date,
          counts: { letThrough, askedForMore, blocked },
        }))}
        note={notes.filter((note) => note !== false).join(' ')}
      >
        {children}
      </StackedChart>
      {found.users.length > 0 && <People found={found} />}
    </>
  )
}

function People({ found }: { readonly found: PolicyImpact }) {
  const styles = useStyles()
  const { impact } = useTexts().access
  const format = useFormat()
  return (
    <div className={styles.card}>
      <h2 className={styles.title}>{impact.mostAffected}</h2>
      <Text block className={styles.note}>
        {impact.people(found.affectedUserCount)}
      </Text>
      <table className={styles.table} aria-label={impact.mostAffected}>
        <thead>
          <tr>
            {[impact.person, impact.results.askedForMore, impact.results.blocked].map((title) => (
              <th key={title} scope="col" className={styles.cell}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.users.map(({ id, displayName, askedForMore, blocked }) => (
            <tr key={id}>
              <td className={styles.cell}>
                <AppLink to={`/users/${id}`}>{displayName ?? id}</AppLink>
              </td>
              <td className={styles.cell}>{format.number(askedForMore)}</td>
              <td className={styles.cell}>{format.number(blocked)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
