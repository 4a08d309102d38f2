import { Button, makeStyles, Tooltip } from '@fluentui/react-components'
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useTexts } from '../shell/preferences.tsx'
import { useNotices } from './notices.tsx'

const useStyles = makeStyles({
  said: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
})

interface Copying {
  readonly text: string
  /** What the button does, for people who don't see its picture. */
  readonly label: string
}

/** Puts a text on the clipboard and says so for a moment, to screen readers too, or that the browser does not allow it. */
export function CopyButton({ text, label }: Copying) {
  const styles = useStyles()
  const { shared } = useTexts()
  const notices = useNotices()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      notices.failed(new Error(shared.notCopied))
    }
  }
  return (
    <>
      <Tooltip content={isCopied ? shared.copied : label} relationship="inaccessible">
        <Button
          aria-label={label}
          appearance="subtle"
          size="small"
          icon={isCopied ? <Checkmark16Regular /> : <Copy16Regular />}
          onClick={() => void copy()}
        />
      </Tooltip>
      <span role="status" className={styles.said}>
        {isCopied && shared.copied}
      </span>
    </>
  )
}
