import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { ArrowDownload20Regular, DocumentAdd20Regular } from '@fluentui/react-icons'
import { type DragEvent, useRef, useState } from 'react'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { saveFile } from './hand-out/save.ts'
import { LeftOut } from './left-out.tsx'
import { Section } from './section.tsx'
import type { usePeople } from './use-people.ts'

const useStyles = makeStyles({
  pickers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 18rem), 1fr))',
    gap: tokens.spacingHorizontalL,
    maxWidth: '60rem',
  },
  drop: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    maxWidth: '60rem',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  over: { backgroundColor: tokens.colorNeutralBackground1Selected },
  hint: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
})

const example =
  'userPrincipalName;startDateTime;lifetimeInMinutes;isUsableOnce\r\nada@example.com;2027-03-01T09:00;480;true\r\nbert@example.com;;;\r\n'

/** The ways in which people get into the list: by name, by their group, from a file. */
export function ChoosePeople({ people }: { readonly people: ReturnType<typeof usePeople> }) {
  const styles = useStyles()
  const { bulk } = useTexts()
  const words = bulk.people
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const [file] = files ?? []
    if (file) void people.addFile(file)
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const drag = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <Section title={words.title}>
      <div className={styles.pickers}>
        <DirectoryPicker kind="users" label={words.users} picked={[]} onChange={people.addPicked} />
        <DirectoryPicker
          kind="groups"
          label={words.group}
          picked={[]}
          onChange={([group]) => group && void people.addGroup(group.id)}
        />
      </div>
      <section
        className={mergeClasses(styles.drop, isOver && styles.over)}
        aria-label={words.choose}
        onDrop={drop}
        onDragOver={drag}
        onDragLeave={() => setOver(false)}
      >
        <Text weight="semibold">{words.drop}</Text>
        <Text className={styles.hint}>{words.columns}</Text>
        <div className={styles.buttons}>
          <Button icon={<DocumentAdd20Regular />} onClick={() => input.current?.click()}>
            {words.choose}
          </Button>
          <Button
            appearance="subtle"
            icon={<ArrowDownload20Regular />}
            onClick={() => saveFile('passes.csv', example, 'text/csv')}
          >
            {words.example}
          </Button>
          {people.isFinding && <Spinner size="tiny" label={words.finding} />}
        </div>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,text/csv"
          aria-label={words.choose}
          hidden
          onChange={(event) => take(event.target.files)}
        />
      </section>
      {people.error !== undefined && <InlineError error={people.error} />}
      {people.left && <LeftOut left={people.left} onDismiss={people.dismiss} />}
    </Section>
  )
}
