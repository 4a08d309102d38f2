import { Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { ChevronDown16Regular, ChevronUp16Regular } from '@fluentui/react-icons'
import { type ReactNode, useState } from 'react'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { BarLink } from './bar-link.tsx'
import { ChartTable } from './chart-table.tsx'
import { axisTop, stackOf } from './stacks.ts'

/** What is counted: its key, its name, and its colour, a token. */
export interface Series {
  readonly key: string
  readonly name: string
  readonly colour: string
}

/** A day, as `2026-11-21`, and its counts by series. */
export interface ChartDay {
  readonly date: string
  readonly counts: Readonly<Record<string, number>>
}

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    minWidth: 0,
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  text: { color: tokens.colorNeutralForeground3, display: 'block', marginBottom: tokens.spacingVerticalM },
  chart: { width: '100%', height: '220px', display: 'block', overflow: 'visible' },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: `${tokens.spacingVerticalS} 0`,
    padding: 0,
    listStyle: 'none',
  },
  key: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  swatch: { width: '12px', height: '12px', borderRadius: tokens.borderRadiusSmall, flexShrink: 0 },
  top: { display: 'block', color: tokens.colorNeutralForeground3 },
  ends: { display: 'flex', justifyContent: 'space-between', color: tokens.colorNeutralForeground3 },
  last: { marginInlineStart: 'auto' },
})

interface ChartParts {
  readonly title: string
  readonly text: string
  readonly series: readonly Series[]
  readonly days: readonly ChartDay[]
  readonly note?: string | undefined
  /** Where what is counted is listed, below `/admin`. */
  linkOf?(date: string, key: string): string | undefined
  /** The choice of period. */
  readonly children?: ReactNode
}

const height = 100

/** Fewer days stand at the right, as wide as they would among these. */
const fewestSlots = 14

/** Bars by day, each made of its parts; the same numbers stand in a table for who wants them so. */
export function StackedChart({ title, text, series, days, note, linkOf, children }: ChartParts) {
  const styles = useStyles()
  const { home } = useTexts()
  const format = useFormat()
  const [isTable, setTable] = useState(false)
  const sums = days.map(({ counts }) => series.reduce((sum, { key }) => sum + (counts[key] ?? 0), 0))
  const top = axisTop(Math.max(0, ...sums))
  const slots = Math.max(days.length, fewestSlots)
  const isFull = days.length === slots
  const [first, last] = [format.day(days[0]?.date ?? ''), format.day(days.at(-1)?.date ?? '')]
  const colours = new Map(series.map(({ key, colour }) => [key, colour]))
  const totals = series.map(({ key }) => days.reduce((sum, { counts }) => sum + (counts[key] ?? 0), 0))
  return (
    <section className={styles.card} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <Text size={200} className={styles.text}>
        {text}
      </Text>
      {children}
      <Text size={200} className={styles.top} aria-hidden>
        {format.number(top)}
      </Text>
      <svg
        className={styles.chart}
        viewBox={`${days.length - slots} 0 ${slots} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            x1={days.length - slots}
            x2={days.length}
            y1={height * share}
            y2={height * share}
            stroke={tokens.colorNeutralStroke2}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {days.map(({ date, counts }, index) => (
          <g key={date}>
            {stackOf(
              series.map(({ key }) => [key, counts[key] ?? 0] as const),
              top,
            ).map(({ key, from, to }) => (
              <BarLink key={key} to={linkOf?.(date, key)}>
                <rect
                  x={index + 0.1}
                  width={0.8}
                  y={height * (1 - to)}
                  height={height * (to - from)}
                  fill={colours.get(key)}
                />
              </BarLink>
            ))}
          </g>
        ))}
      </svg>
      <div className={styles.ends}>
        {isFull && <Text size={200}>{first}</Text>}
        <Text size={200} className={styles.last}>
          {isFull || first === last ? last : `${first} – ${last}`}
        </Text>
      </div>
      <ul className={styles.legend}>
        {series.map(({ key, name, colour }, index) =>
          totals[index] === 0 ? null : (
            <li key={key} className={styles.key}>
              <span className={styles.swatch} style={{ backgroundColor: colour }} />
              <Text size={200}>{name}</Text>
            </li>
          ),
        )}
      </ul>
      {note && (
        <Text size={200} className={styles.text}>
          {note}
        </Text>
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={isTable ? <ChevronUp16Regular /> : <ChevronDown16Regular />}
        aria-expanded={isTable}
        onClick={() => setTable(!isTable)}
      >
        {home.showTable}
      </Button>
      {isTable && <ChartTable label={title} series={series} days={days} linkOf={linkOf} />}
    </section>
  )
}
