import { Field, Input, makeStyles, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import {
  type MethodsPolicy,
  type PolicySettings,
  type SystemPreferred,
  updatePolicySettings,
} from '../../api/methods-policy.ts'
import type { Tagged } from '../../api/tagged.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { advancedStates } from './campaign-form.tsx'
import { changedNames, pick } from './edits.ts'
import { wholeNumber } from './pass-lifetimes.ts'
import { SettingsCard } from './settings-card.tsx'
import { useSaving } from './use-saving.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
})

interface Settings extends Pick<PolicySettings, 'policyMigrationState' | 'reconfirmationInDays'> {
  readonly system: SystemPreferred['state']
}

const settingsOf = (policy: MethodsPolicy): Settings => ({
  system: policy.systemCredentialPreferences.state,
  policyMigrationState: policy.policyMigrationState,
  reconfirmationInDays: policy.reconfirmationInDays,
})

const bodyOf = ({ system, ...others }: Partial<Settings>): Partial<PolicySettings> => ({
  ...others,
  ...(system && { systemCredentialPreferences: { state: system } as SystemPreferred }),
})

const migrations = ['preMigration', 'migrationInProgress', 'migrationComplete'] as const

/** What the policy says of all methods together. */
export function SettingsForm({ read: { entity, tag } }: { readonly read: Tagged<MethodsPolicy> }) {
  const { policies, shared } = useTexts()
  const texts = policies.settings
  const mayUpdate = useMay()('methodsPolicy.update')
  const there = settingsOf(entity)
  const [edits, setEdits] = useState<Partial<Settings>>({})
  const [typed, setTyped] = useState<string>()
  const draft = { ...there, ...edits }
  const days = typed ?? String(there.reconfirmationInDays ?? '')
  const isWrong = days.trim() !== '' && (wholeNumber(days) ?? 731) > 730
  const changed = changedNames<Settings>(there, edits)
  const put = (change: Partial<Settings>) => setEdits((before) => ({ ...before, ...change }))
  const discard = () => {
    setEdits({})
    setTyped(undefined)
  }
  const undo = () => updatePolicySettings(bodyOf(pick<Settings>(there, changed)), undefined)
  const saving = useSaving(policies.views.settings, undo)
  const save = async () => {
    if (await saving.save(() => updatePolicySettings(bodyOf(pick<Settings>(draft, changed)), tag))) discard()
  }
  const words = {
    system: (one: Settings) => [texts.systemPreferred, texts.systemStates[one.system]] as const,
    policyMigrationState: (one: Settings) =>
      [texts.migrationState, texts.migrations[one.policyMigrationState]] as const,
    reconfirmationInDays: (one: Settings) =>
      [texts.reconfirmation, String(one.reconfirmationInDays ?? shared.none)] as const,
  }
  const rows = changed.map((name) =>
    policies.changes.row(words[name](there)[0], words[name](there)[1], words[name](draft)[1]),
  )
  return (
    <SettingsCard
      rows={rows}
      isDirty={changed.length > 0 || isWrong}
      canSave={changed.length > 0 && !isWrong}
      saving={saving}
      onSave={save}
      onDiscard={discard}
    >
      <Part title={texts.systemPreferred} text={texts.systemPreferredText}>
        <RadioGroup
          aria-label={texts.systemPreferred}
          disabled={!mayUpdate}
          value={draft.system}
          onChange={(_, { value }) => put({ system: advancedStates.find((one) => one === value) ?? draft.system })}
        >
          {advancedStates.map((state) => (
            <Radio key={state} value={state} label={texts.systemStates[state]} />
          ))}
        </RadioGroup>
      </Part>
      <Part title={texts.migration} text={texts.migrationText}>
        <Field label={texts.migrationState}>
          <RadioGroup
            disabled={!mayUpdate}
            value={draft.policyMigrationState}
            onChange={(_, { value }) =>
              put({ policyMigrationState: migrations.find((one) => one === value) ?? draft.policyMigrationState })
            }
          >
            {migrations.map((state) => (
              <Radio key={state} value={state} label={texts.migrations[state]} />
            ))}
          </RadioGroup>
        </Field>
        <Field
          label={texts.reconfirmation}
          hint={texts.reconfirmationHint}
          {...(isWrong && { validationState: 'error', validationMessage: texts.reconfirmationWrong })}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            readOnly={!mayUpdate}
            value={days}
            onChange={(_, { value }) => {
              setTyped(value)
              const number = wholeNumber(value)
              if (value.trim() === '' || number !== undefined) put({ reconfirmationInDays: number ?? null })
            }}
          />
        </Field>
      </Part>
      <Part title={texts.suspicious} text={texts.suspiciousText} />
    </SettingsCard>
  )
}

interface PartParts {
  readonly title: string
  readonly text: string
  readonly children?: React.ReactNode
}

function Part({ title, text, children }: PartParts) {
  const styles = useStyles()
  return (
    <section className={styles.part}>
      <Text as="h2" weight="semibold" className={styles.title}>
        {title}
      </Text>
      <Text size={200} className={styles.quiet}>
        {text}
      </Text>
      {children}
    </section>
  )
}
