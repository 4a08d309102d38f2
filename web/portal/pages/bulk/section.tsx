import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { type ReactNode, useEffect, useRef } from 'react'

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalXXL,
  },
  title: { ...typographyStyles.subtitle1, margin: 0, ':focus': { outlineStyle: 'none' } },
})

interface Parts {
  readonly title: string
  /** Whether it takes the focus when it appears, because what had it is gone. */
  readonly takesFocus?: boolean
  readonly children: ReactNode
}

/** A step of the run. */
export function Section({ title, takesFocus = false, children }: Parts) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!takesFocus) return
    // A dialog that closes gives its focus back after this.
    const timer = setTimeout(() => heading.current?.focus(), 50)
    return () => clearTimeout(timer)
  }, [takesFocus])
  return (
    <section className={styles.section} aria-label={title}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  )
}
