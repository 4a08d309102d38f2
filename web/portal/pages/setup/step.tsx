import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { CheckmarkCircle24Filled, Circle24Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  step: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
  },
  toDo: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  done: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  body: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
    minWidth: 0,
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
})

interface StepParts {
  readonly title: string
  readonly text: string
  readonly isDone: boolean
  /** How to do it; it stays when it is done, because it can be done again. */
  readonly children: ReactNode
}

/** One of the first steps. */
export function Step({ title, text, isDone, children }: StepParts) {
  const styles = useStyles()
  const { setup } = useTexts()
  return (
    <li className={styles.step}>
      {isDone ? (
        <CheckmarkCircle24Filled className={styles.done} aria-label={setup.done} />
      ) : (
        <Circle24Regular className={styles.toDo} aria-label={setup.toDo} />
      )}
      <div className={styles.body}>
        <h2 className={styles.title}>{title}</h2>
        <Text block>{text}</Text>
        {children}
      </div>
    </li>
  )
}
