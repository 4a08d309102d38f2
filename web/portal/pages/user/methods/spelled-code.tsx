import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { usePreferences } from '../../../shell/preferences.tsx'
import { hasBothCases, spelled } from './spelling.ts'

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    '@media (max-width: 500px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  symbol: { fontFamily: tokens.fontFamilyMonospace, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3, marginTop: tokens.spacingVerticalM },
})

/** The code symbol by symbol, as it is said over the phone; four in a row, as it is grouped. */
export function SpelledCode({ code }: { readonly code: string }) {
  const styles = useStyles()
  const { texts, language } = usePreferences()
  const { issued } = texts.passes
  const symbols = spelled(code, language).map((one, index) => ({ ...one, place: index + 1 }))
  return (
    <div>
      <ol className={styles.list} aria-label={issued.spelling}>
        {symbols.map(({ place, symbol, word, letterCase }) => (
          <li key={place}>
            <span className={styles.symbol}>{symbol}</span> {letterCase && `${issued[letterCase]} `}
            {word}
          </li>
        ))}
      </ol>
      {!hasBothCases(code) && (
        <Text block size={200} className={styles.quiet}>
          {issued.allCapitals}
        </Text>
      )}
    </div>
  )
}
