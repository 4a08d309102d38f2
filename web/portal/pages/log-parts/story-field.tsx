import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { Timeline20Regular } from '@fluentui/react-icons'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../../shell/preferences.tsx'
import { isGuid } from './log-filter.ts'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'start',
    flexGrow: 1,
    minWidth: 0,
  },
  field: { flex: '1 1 12rem', minWidth: 0, maxWidth: '24rem' },
  input: { minWidth: 0, width: '100%' },
})

/** A field to type a correlation id into, which leads to its story. */
export function StoryField() {
  const styles = useStyles()
  const { story } = useTexts().logs
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const show = (event: FormEvent) => {
    event.preventDefault()
    const id = typed.trim()
    setWrong(!isGuid(id))
    if (isGuid(id)) void navigate(`/correlations/${id}`)
  }
  return (
    <form className={styles.form} onSubmit={show}>
      <Field className={styles.field} {...(isWrong && { validationState: 'error', validationMessage: story.wrong })}>
        <Input
          className={styles.input}
          aria-label={story.field}
          placeholder={story.field}
          value={typed}
          spellCheck={false}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      <Button type="submit" icon={<Timeline20Regular />}>
        {story.open}
      </Button>
    </form>
  )
}
