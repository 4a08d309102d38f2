import { Field, makeStyles, Radio, RadioGroup, Switch, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { PassSettings } from '../../api/methods-policy.ts'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { everybodyId } from './edits.ts'
import type { PassParts } from './pass-configure.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  hint: { display: 'block', color: tokens.colorNeutralForeground3 },
  inner: { paddingInlineStart: tokens.spacingHorizontalXXL, minWidth: 0 },
})

/** Settings of passes that Entra has no word for. */
export function PassOwnSettings({ draft, isReadOnly, nameOf, onChange }: PassParts) {
  const styles = useStyles()
  const { pass } = useTexts().policies
  const only = draft['@latchkey.secondFactorOnly']
  return (
    <div className={styles.root}>
      <Field label={pass.alphabet}>
        <RadioGroup
          disabled={isReadOnly}
          value={draft['@latchkey.passcodeAlphabet'] ?? ''}
          onChange={(_, { value }) =>
            onChange({ '@latchkey.passcodeAlphabet': value === 'full' ? 'full' : 'unambiguous' })
          }
        >
          <Radio value="unambiguous" label={pass.alphabets.unambiguous} />
          <Radio value="full" label={pass.alphabets.full} />
        </RadioGroup>
      </Field>
      <Switch
        disabled={isReadOnly}
        label={<Labelled label={pass.grow} hint={pass.growHint} />}
        checked={draft['@latchkey.passcodeGrowsWithLifetime'] === true}
        onChange={(_, { checked }) => onChange({ '@latchkey.passcodeGrowsWithLifetime': checked })}
      />
      {only && (
        <>
          <Switch
            disabled={isReadOnly}
            label={<Labelled label={pass.secondFactorOnly} hint={pass.secondFactorHint} />}
            checked={only.state === 'enabled'}
            onChange={(_, { checked }) =>
              onChange({ '@latchkey.secondFactorOnly': { ...only, state: checked ? 'enabled' : 'disabled' } })
            }
          />
          {only.state === 'enabled' && (
            <div className={styles.inner}>
              <SecondFactorGroup only={only} nameOf={nameOf} isReadOnly={isReadOnly} onChange={onChange} />
            </div>
          )}
        </>
      )}
    </div>
  )
}

const Labelled = ({ label, hint }: { readonly label: string; readonly hint: string }) => {
  const styles = useStyles()
  return (
    <>
      {label}
      <Text size={200} className={styles.hint}>
        {hint}
      </Text>
    </>
  )
}

interface GroupParts extends Omit<PassParts, 'draft'> {
  readonly only: PassSettings['@latchkey.secondFactorOnly']
}

function SecondFactorGroup({ only, nameOf, isReadOnly, onChange }: GroupParts) {
  const { pass } = useTexts().policies
  const [isSelecting, setSelecting] = useState(only.includeTarget.id !== everybodyId)
  const [learned, setLearned] = useState('')
  const isForAll = only.includeTarget.id === everybodyId
  const put = (id: string) =>
    onChange({ '@latchkey.secondFactorOnly': { ...only, includeTarget: { targetType: 'group', id } } })
  return (
    <>
      <RadioGroup
        aria-label={pass.secondFactorOnly}
        disabled={isReadOnly}
        value={isSelecting ? 'select' : 'all'}
        onChange={(_, { value }) => {
          setSelecting(value === 'select')
          if (value === 'all') put(everybodyId)
        }}
      >
        <Radio value="all" label={pass.secondFactorAll} />
        <Radio value="select" label={pass.secondFactorSelect} />
      </RadioGroup>
      {isSelecting &&
        (isReadOnly ? (
          <Text>{nameOf(only.includeTarget.id)}</Text>
        ) : (
          <DirectoryPicker
            kind="groups"
            label={pass.secondFactorGroup}
            isSingle
            picked={
              isForAll ? [] : [{ id: only.includeTarget.id, displayName: learned || nameOf(only.includeTarget.id) }]
            }
            onChange={([group]) => {
              setLearned(group?.displayName ?? '')
              put(group?.id ?? everybodyId)
            }}
          />
        ))}
    </>
  )
}
