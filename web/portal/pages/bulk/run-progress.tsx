import { Button, Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components'
import { useTexts } from '../../shell/preferences.tsx'
import { Section } from './section.tsx'
import type { Run } from './use-issuing.ts'

const useStyles = makeStyles({
  run: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalM,
    maxWidth: '44rem',
  },
  bar: { width: '100%' },
})

/** How far issuing is; stopping lets those under way come to their end. */
export function RunProgress({ run, onStop }: { readonly run: Run; onStop(): void }) {
  const styles = useStyles()
  const { issue } = useTexts().bulk
  const { done, total, isStopping } = run
  return (
    <Section title={issue.progress} takesFocus>
      <div className={styles.run}>
        <Field
          className={styles.bar}
          validationState="none"
          validationMessage={isStopping ? issue.stopping : issue.running(done, total)}
        >
          <ProgressBar value={done} max={total} aria-label={issue.progress} />
        </Field>
        <Button disabledFocusable={isStopping} onClick={onStop}>
          {issue.stop}
        </Button>
      </div>
    </Section>
  )
}
