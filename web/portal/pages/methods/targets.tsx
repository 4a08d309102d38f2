import { MessageBar, MessageBarBody, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { Picked } from '../../api/directory-search.ts'
import type { Target } from '../../api/methods-policy.ts'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { everybodyId } from './edits.ts'

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalM,
    border: 'none',
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold, marginBottom: tokens.spacingVerticalS },
  quiet: { color: tokens.colorNeutralForeground3 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
})

interface Sides {
  readonly includeTargets: readonly Target[]
  readonly excludeTargets: readonly Target[]
}

interface Targeting {
  readonly sides: Sides
  readonly nameOf: (id: string) => string
  readonly isReadOnly: boolean
  /** What else is left out. */
  readonly children?: React.ReactNode
  onChange(change: Partial<Sides>): void
}

const everybody: Target = { targetType: 'group', id: everybodyId }

/** Whom something is for, and whom it leaves out. */
export function Targets({ sides, nameOf, isReadOnly, children, onChange }: Targeting) {
  const styles = useStyles()
  const { policies } = useTexts()
  const { includeTargets, excludeTargets } = sides
  const isForAll = includeTargets.some(({ id }) => id === everybodyId)
  const [kept, setKept] = useState<readonly Target[]>([])
  const choose = (value: string) => {
    if ((value === 'all') === isForAll) return
    if (value === 'all') setKept(includeTargets)
    onChange({ includeTargets: value === 'all' ? [everybody] : kept })
  }
  return (
    <>
      <fieldset className={styles.part} disabled={isReadOnly}>
        <legend className={styles.legend}>{policies.include}</legend>
        <RadioGroup
          aria-label={policies.include}
          value={isForAll ? 'all' : 'select'}
          disabled={isReadOnly}
          onChange={(_, { value }) => choose(value)}
        >
          <Radio value="all" label={policies.everybody} />
          <Radio value="select" label={policies.selectTargets} />
        </RadioGroup>
        {!isForAll && (
          <Lists
            way={policies.include}
            targets={includeTargets}
            nameOf={nameOf}
            isReadOnly={isReadOnly}
            onChange={(targets) => onChange({ includeTargets: targets })}
          />
        )}
        {includeTargets.length === 0 && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{policies.noneIncluded}</MessageBarBody>
          </MessageBar>
        )}
      </fieldset>
      <fieldset className={styles.part} disabled={isReadOnly}>
        <legend className={styles.legend}>{policies.exclude}</legend>
        <Text size={200} className={styles.quiet}>
          {policies.excludeHint}
        </Text>
        {children}
        <Lists
          way={policies.exclude}
          targets={excludeTargets}
          nameOf={nameOf}
          isReadOnly={isReadOnly}
          onChange={(targets) => onChange({ excludeTargets: targets })}
        />
      </fieldset>
    </>
  )
}

interface ListParts {
  readonly way: string
  readonly targets: readonly Target[]
  readonly nameOf: (id: string) => string
  readonly isReadOnly: boolean
  onChange(targets: readonly Target[]): void
}

const kinds = [
  ['group', 'groups'],
  ['user', 'users'],
] as const

function Lists({ way, targets, nameOf, isReadOnly, onChange }: ListParts) {
  const styles = useStyles()
  const { policies, shared } = useTexts()
  const [learned, setLearned] = useState<ReadonlyMap<string, string>>(new Map())
  const name = (id: string) => learned.get(id) ?? nameOf(id)
  const put = (type: Target['targetType'], picked: readonly Picked[]) => {
    setLearned((before) => new Map([...before, ...picked.map(({ id, displayName }) => [id, displayName] as const)]))
    const others = targets.filter(({ targetType }) => targetType !== type)
    const chosen = picked.map(({ id }) => targets.find((one) => one.id === id) ?? { targetType: type, id })
    onChange([...others, ...chosen])
  }
  if (isReadOnly) {
    if (targets.length === 0) return <Text>{shared.none}</Text>
    return (
      <ul className={styles.list}>
        {targets.map(({ id }) => (
          <li key={id}>{name(id)}</li>
        ))}
      </ul>
    )
  }
  return kinds.map(([type, kind]) => (
    <DirectoryPicker
      key={type}
      kind={kind}
      label={`${policies[kind]} (${way})`}
      picked={targets.filter(({ targetType }) => targetType === type).map(({ id }) => ({ id, displayName: name(id) }))}
      onChange={(picked) => put(type, picked)}
    />
  ))
}
