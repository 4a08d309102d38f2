import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components'
import { CopyButton } from './copy-button.tsx'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  secret: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', userSelect: 'all' },
})

interface Secret {
  readonly label: string
  readonly secret: string
  readonly copyLabel: string
  /** That it is shown this once. */
  readonly notice: string
}

/** A secret while it is shown for the only time. */
export function SecretOnce({ label, secret, copyLabel, notice }: Secret) {
  const styles = useStyles()
  return (
    <>
      <div>
        <Text block size={200}>
          {label}
        </Text>
        <span className={styles.line}>
          <Text size={500} className={styles.secret}>
            {secret}
          </Text>
          <CopyButton text={secret} label={copyLabel} />
        </span>
      </div>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{notice}</MessageBarBody>
      </MessageBar>
    </>
  )
}
