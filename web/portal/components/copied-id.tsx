import { makeStyles, tokens } from '@fluentui/react-components'
import { CopyButton } from './copy-button.tsx'

const useStyles = makeStyles({
  copied: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
})

/** An id with the button that copies it. */
export function CopiedId({ id, label }: { readonly id: string; readonly label: string }) {
  const styles = useStyles()
  return (
    <span className={styles.copied}>
      <span>{id}</span>
      <CopyButton text={id} label={label} />
    </span>
  )
}
