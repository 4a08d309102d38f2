import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { MethodSettings } from '../../api/methods-policy.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  title: { margin: 0 },
})

interface Sentence {
  readonly draft: MethodSettings
  /** Whether something typed cannot be. */
  readonly isWrong: boolean
}

const [anHour, aDay] = [60, 1440]

/** What passes will be like under the policy as it is typed. */
export function PassSentence({ draft, isWrong }: Sentence) {
  const styles = useStyles()
  const { pass } = useTexts().policies
  const { duration } = useFormat()
  const { minimumLifetimeInMinutes: least = 0, maximumLifetimeInMinutes: most = 0 } = draft
  const { defaultLifetimeInMinutes: usual = 0, defaultLength: length = 0 } = draft
  const grows = draft['@latchkey.passcodeGrowsWithLifetime'] === true && most > anHour
  const lengths = [length, Math.max(length, 12), Math.max(length, most > aDay ? 16 : 12)] as const
  const sentences = [
    least === most ? pass.livesAlways(duration(most)) : pass.lives(duration(usual), duration(least), duration(most)),
    grows ? pass.grows(...lengths) : pass.characters(length),
    draft.isUsableOnce ? pass.once : pass.chosen,
  ]
  return (
    <section className={styles.root} aria-live="polite">
      <Text as="h3" weight="semibold" className={styles.title}>
        {pass.follows}
      </Text>
      <Text>{isWrong ? pass.mend : sentences.join(' ')}</Text>
    </section>
  )
}
