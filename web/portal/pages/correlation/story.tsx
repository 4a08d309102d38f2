import { Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { Copy20Regular, Print20Regular } from '@fluentui/react-icons'
import type { Correlation } from '../../../../contract/api/correlations.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { PassCard } from './pass-card.tsx'
import { storyText } from './story-text.ts'
import { TimelineEvent } from './timeline-event.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, paddingTop: tokens.spacingVerticalM },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  id: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  line: { color: tokens.colorNeutralForeground3 },
  commands: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  title: { ...typographyStyles.subtitle1, margin: 0 },
  passes: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  timeline: { listStyle: 'none', margin: 0, padding: 0 },
})

/** The passes it concerns, and what happened from first to last. */
export function Story({ story }: { readonly story: Correlation }) {
  const styles = useStyles()
  const texts = useTexts()
  const words = texts.logs.correlation
  const format = useFormat()
  const notices = useNotices()
  const from = format.dateTime(story.fromDateTime)
  const to = format.dateTime(story.toDateTime)
  const copy = async () => {
    await navigator.clipboard.writeText(storyText(story, texts, format))
    notices.done(texts.shared.copied)
  }
  return (
    <article className={styles.root}>
      <div className={styles.head}>
        <span>
          <Text className={styles.id} weight="semibold">
            {story.correlationId}
          </Text>{' '}
          <span data-print="no">
            <CopyButton text={story.correlationId} label={words.copyId} />
          </span>
        </span>
        <Text className={styles.line}>
          {words.events(story.events.length)}, {from === to ? from : words.span(from, to)}
        </Text>
      </div>
      <div className={styles.commands} data-print="no">
        <Button icon={<Copy20Regular />} onClick={() => void copy().catch(notices.failed)}>
          {words.copyAll}
        </Button>
        <Button icon={<Print20Regular />} onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      {story.passes.length > 0 && (
        <section aria-label={words.passes} className={styles.passes}>
          {story.passes.map((pass) => (
            <PassCard key={pass.id} pass={pass} />
          ))}
        </section>
      )}
      <h2 className={styles.title}>{words.timeline}</h2>
      <ol className={styles.timeline} aria-label={words.timeline}>
        {story.events.map((event, index) => (
          <TimelineEvent
            key={event.id}
            event={event}
            asked={story.correlationId}
            isLast={index === story.events.length - 1}
          />
        ))}
      </ol>
    </article>
  )
}
