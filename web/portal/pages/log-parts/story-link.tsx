import { makeStyles, tokens } from '@fluentui/react-components'
import { AppLink } from '../../components/app-link.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
  link: { flexBasis: '100%' },
})

/** A correlation id, to be copied, and the way to its story. */
export function StoryLink({ id }: { readonly id: string }) {
  const styles = useStyles()
  const { logs } = useTexts()
  return (
    <span className={styles.root}>
      {id} <CopyButton text={id} label={logs.correlation.copyId} />
      <span className={styles.link}>
        <AppLink to={`/correlations/${id}`}>{logs.story.link}</AppLink>
      </span>
    </span>
  )
}
