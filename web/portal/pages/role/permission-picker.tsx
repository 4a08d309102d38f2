import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Checkbox,
  Field,
  makeStyles,
  SearchBox,
  Subtitle2,
  Switch,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { ResourceActionResource } from '../../../../contract/api/permissions.ts'
import { NothingFound } from '../../components/page-states.tsx'
import { byArea } from '../../components/roles/by-area.ts'
import { PrivilegedBadge } from '../../components/roles/privileged-badge.tsx'
import { shortName, useRoleWords } from '../../components/roles/use-role-words.ts'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0 },
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  search: { flexGrow: 1, maxWidth: '28rem', minWidth: 'min(18rem, 100%)' },
  count: { color: tokens.colorNeutralForeground3, marginInlineStart: tokens.spacingHorizontalS, whiteSpace: 'nowrap' },
  action: { display: 'flex', alignItems: 'flex-start', overflowWrap: 'anywhere' },
  line: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, alignItems: 'baseline' },
  small: { color: tokens.colorNeutralForeground3 },
})

interface Parts {
  readonly actions: readonly ResourceActionResource[]
  /** The names of those chosen. */
  readonly chosen: ReadonlySet<string>
  readonly isMissing: boolean
  onChange(chosen: ReadonlySet<string>): void
}

/** Chooses what a custom role grants: by what it is about, in words, and by its name in Graph. */
export function PermissionPicker({ actions, chosen, isMissing, onChange }: Parts) {
  const styles = useStyles()
  const { roles } = useTexts()
  const { editor } = roles
  const words = useRoleWords()
  const [search, setSearch] = useState('')
  const [onlyChosen, setOnlyChosen] = useState(false)
  const [open, setOpen] = useState<readonly string[]>(['users'])
  const grantable = actions.filter(({ isGrantable }) => isGrantable)
  const wanted = search.trim().toLowerCase()
  const found = grantable.filter(
    (action) =>
      (!onlyChosen || chosen.has(action.name)) &&
      [words.action(action), action.description, action.name].some((text) => text.toLowerCase().includes(wanted)),
  )
  const isNarrowed = wanted !== '' || onlyChosen
  const areas = byArea(found)
  const set = (names: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen)
    for (const name of names) {
      if (isChosen) next.add(name)
      else next.delete(name)
    }
    onChange(next)
  }
  const count = grantable.filter(({ name }) => chosen.has(name)).length
  return (
    <section className={styles.root} aria-label={editor.permissions}>
      <Subtitle2 as="h2" block className={styles.title}>
        {editor.permissions}
      </Subtitle2>
      <Text block>{editor.permissionsText}</Text>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={editor.search}
          placeholder={editor.search}
          value={search}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onChange={(_, { value }) => setSearch(value)}
        />
        <Switch label={editor.onlyChosen} checked={onlyChosen} onChange={(_, { checked }) => setOnlyChosen(checked)} />
        <Field {...(isMissing && { validationState: 'error', validationMessage: editor.noneChosen })}>
          <Text role="status">{editor.chosen(count)}</Text>
        </Field>
      </div>
      {areas.length === 0 && (
        <NothingFound
          onClear={() => {
            setSearch('')
            setOnlyChosen(false)
          }}
        />
      )}
      <Accordion
        multiple
        collapsible
        openItems={isNarrowed ? areas.map(([area]) => area) : [...open]}
        onToggle={(_, { openItems }) => isNarrowed || setOpen(openItems.map(String))}
      >
        {areas.map(([area, among]) => {
          const names = among.map(({ name }) => name)
          const held = names.filter((name) => chosen.has(name)).length
          const inArea = grantable.filter((action) => action.area === area)
          return (
            <AccordionItem key={area} value={area}>
              <AccordionHeader as="h3">
                {roles.areas[area]}
                <Text size={200} className={styles.count}>
                  {editor.ofArea(inArea.filter(({ name }) => chosen.has(name)).length, inArea.length)}
                </Text>
              </AccordionHeader>
              <AccordionPanel>
                <Checkbox
                  label={editor.chooseArea(roles.areas[area])}
                  checked={held === 0 ? false : held === names.length ? true : 'mixed'}
                  onChange={(_, { checked }) => set(names, checked === true)}
                />
                {among.map((action) => (
                  <Action
                    key={action.name}
                    action={action}
                    words={words.action(action)}
                    isChosen={chosen.has(action.name)}
                    onChoose={(isChosen) => set([action.name], isChosen)}
                  />
                ))}
              </AccordionPanel>
            </AccordionItem>
          )
        })}
      </Accordion>
      <Text size={200} className={styles.small}>
        {editor.onlyBuiltIn(actions.length - grantable.length)}
      </Text>
    </section>
  )
}

interface ActionParts {
  readonly action: ResourceActionResource
  readonly words: string
  readonly isChosen: boolean
  onChoose(isChosen: boolean): void
}

function Action({ action, words, isChosen, onChoose }: ActionParts) {
  const styles = useStyles()
  const { editor } = useTexts().roles
  return (
    <Checkbox
      className={styles.action}
      checked={isChosen}
      onChange={(_, { checked }) => onChoose(checked === true)}
      label={
        <>
          <span className={styles.line}>
            <Text>{words}</Text>
            {action.isPrivileged && <PrivilegedBadge />}
          </span>
          <Text block size={200} className={styles.small}>
            {shortName(action.name)}
            {action.isScopable && ` · ${editor.inUnits}`}
          </Text>
        </>
      }
    />
  )
}
