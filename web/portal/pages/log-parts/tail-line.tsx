import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { useFormat, useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
  floating: {
    position: 'fixed',
    bottom: tokens.spacingVerticalXXL,
    left: '50%',
    transform: 'translateX(-50%)',
    zIndex: 5,
    width: 'max-content',
    maxWidth: `calc(100vw - ${tokens.spacingHorizontalXXXL})`,
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow16,
  },
  text: { color: tokens.colorNeutralForeground3 },
})

interface Line {
  readonly count: number
  readonly isScrolled: boolean
  readonly isHidden: boolean
  readonly isError: boolean
  toTop(): void
}

/** How many came in live, or why it rests, read out when it changes; where one reads further down, it stays in sight. */
export function TailLine({ count, isScrolled, isHidden, isError, toTop }: Line) {
  const styles = useStyles()
  const { tail } = useTexts().logs
  const format = useFormat()
  const running = count === 0 ? tail.none : tail.arrived(format.number(count))
  const paused = isHidden ? tail.hidden : isScrolled ? tail.scrolled : isError ? tail.failed : undefined
  return (
    <div className={mergeClasses(styles.line, isScrolled && styles.floating)}>
      <Text className={styles.text} role="status">
        {paused ?? running}
      </Text>
      {isScrolled && (
        <Button size="small" onClick={toTop}>
          {tail.toTop}
        </Button>
      )}
    </div>
  )
}
