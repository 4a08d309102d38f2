import { Checkbox, makeStyles, Switch, Text, tokens } from '@fluentui/react-components'
import { type ReactNode, useId, useState } from 'react'
import type { PolicyBody } from '../../api/access-policy.ts'
import type { Picked } from '../../api/directory-search.ts'
import { useTexts } from '../../shell/preferences.tsx'
import type { NameOf } from '../conditional-access/policy-words.ts'

/** What every part of the editor is given. */
export interface SectionParts {
  readonly draft: PolicyBody
  readonly nameOf: NameOf
  onChange(draft: PolicyBody): void
  /** Keeps the names of what was just picked. */
  onLearn(picked: readonly Picked[]): void
}

const useStyles = makeStyles({
  block: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalM,
    border: 'none',
    margin: 0,
    padding: `0 0 ${tokens.spacingVerticalS}`,
    minWidth: 0,
  },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold, marginBottom: tokens.spacingVerticalS },
  note: { color: tokens.colorNeutralForeground3 },
  checks: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' },
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingBottom: tokens.spacingVerticalM,
    marginBottom: tokens.spacingVerticalM,
  },
  title: { margin: 0 },
})

interface Block {
  readonly title: string
  readonly children: ReactNode
}

/** A named group of fields. */
export function Block({ title, children }: Block) {
  const styles = useStyles()
  return (
    <fieldset className={styles.block}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  )
}

/** A condition or control that is switched on before it says anything. */
export function Configured({
  title,
  note,
  isOn,
  children,
  onSwitch,
}: Block & { readonly note?: string; readonly isOn: boolean; readonly onSwitch: (isOn: boolean) => void }) {
  const styles = useStyles()
  const { shared } = useTexts()
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.head}>
        <Text as="h4" id={id} weight="semibold" className={styles.title}>
          {title}
        </Text>
        <Switch
          aria-labelledby={id}
          label={isOn ? shared.on : shared.off}
          labelPosition="before"
          checked={isOn}
          onChange={(_, { checked }) => onSwitch(checked)}
        />
      </div>
      {note && <Note>{note}</Note>}
      {isOn && children}
    </section>
  )
}

export function Note({ children }: { readonly children: string }) {
  const styles = useStyles()
  return (
    <Text size={200} block className={styles.note}>
      {children}
    </Text>
  )
}

interface ChecksParts {
  readonly label: string
  readonly names: readonly string[]
  readonly nameOf: (name: string) => string
  readonly chosen: readonly string[]
  onChange(chosen: readonly string[]): void
}

/** Several of a few names, in their own order; others that are chosen come after them. */
export function Checks({ label, names, nameOf, chosen, onChange }: ChecksParts) {
  const styles = useStyles()
  const [others] = useState(() => chosen.filter((name) => !names.includes(name)))
  const all = [...names, ...others]
  const toggle = (name: string, isChosen: boolean) =>
    onChange(all.filter((one) => (one === name ? isChosen : chosen.includes(one))))
  return (
    <fieldset className={styles.block} aria-label={label}>
      <div className={styles.checks}>
        {all.map((name) => (
          <Checkbox
            key={name}
            label={nameOf(name)}
            checked={chosen.includes(name)}
            onChange={(_, { checked }) => toggle(name, checked === true)}
          />
        ))}
      </div>
    </fieldset>
  )
}
