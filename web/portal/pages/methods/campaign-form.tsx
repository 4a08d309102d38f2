import { Dropdown, Field, Input, Option, Radio, RadioGroup, Text } from '@fluentui/react-components'
import { useState } from 'react'
import {
  type AdvancedState,
  type Campaign,
  type MethodsPolicy,
  type Target,
  updatePolicySettings,
} from '../../api/methods-policy.ts'
import type { Tagged } from '../../api/tagged.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { changedNames, pick } from './edits.ts'
import { wholeNumber } from './pass-lifetimes.ts'
import { SettingsCard } from './settings-card.tsx'
import { Targets } from './targets.tsx'
import { useSaving } from './use-saving.ts'
import { useTargetNames } from './use-target-names.ts'

export const advancedStates: readonly AdvancedState[] = ['default', 'enabled', 'disabled']

const methods = ['fido2', 'softwareOath'] as const

const bodyOf = (change: Partial<Campaign>) => ({
  registrationEnforcement: { authenticationMethodsRegistrationCampaign: change as Campaign },
})

/** Registration campaign: who is asked for which method, and for how long it can be put off. */
export function CampaignForm({ read: { entity, tag } }: { readonly read: Tagged<MethodsPolicy> }) {
  const { policies, shared } = useTexts()
  const texts = policies.campaign
  const mayUpdate = useMay()('methodsPolicy.update')
  const there = entity.registrationEnforcement.authenticationMethodsRegistrationCampaign
  const [edits, setEdits] = useState<Partial<Campaign>>({})
  const [typedDays, setDays] = useState<string>()
  const draft = { ...there, ...edits }
  const days = typedDays ?? String(there.snoozeDurationInDays)
  const isWrong = (wholeNumber(days) ?? 15) > 14
  const changed = changedNames<Campaign>(there, edits)
  const { nameOf } = useTargetNames([
    ...there.includeTargets,
    ...there.excludeTargets,
    ...draft.includeTargets,
    ...draft.excludeTargets,
  ])
  const asked = [...new Set(draft.includeTargets.map((target) => target.targetedAuthenticationMethod))]
  const [typedMethod, setMethod] = useState<string>()
  const method = typedMethod ?? asked[0] ?? methods[0]
  const put = (change: Partial<Campaign>) => setEdits((before) => ({ ...before, ...change }))
  const aim = (targets: readonly Target[], wanted: string) =>
    put({
      includeTargets: targets.map(({ targetType, id }) => ({ targetType, id, targetedAuthenticationMethod: wanted })),
    })
  const discard = () => {
    setEdits({})
    setDays(undefined)
    setMethod(undefined)
  }
  const undo = () => updatePolicySettings(bodyOf(pick<Campaign>(there, changed)), undefined)
  const saving = useSaving(policies.views.campaign, undo)
  const save = async () => {
    if (await saving.save(() => updatePolicySettings(bodyOf(pick<Campaign>(draft, changed)), tag))) discard()
  }
  const names = (targets: readonly Target[]) => targets.map(({ id }) => nameOf(id)).join(', ') || shared.none
  const methodName = (name: string) => texts.methods[methods.find((one) => one === name) ?? 'fido2']
  const included = ({ includeTargets }: Campaign) =>
    `${names(includeTargets)} (${[...new Set(includeTargets.map((one) => methodName(one.targetedAuthenticationMethod)))].join(', ')})`
  const words = {
    state: (one: Campaign) => [texts.state, texts.states[one.state]] as const,
    snoozeDurationInDays: (one: Campaign) => [texts.snooze, String(one.snoozeDurationInDays)] as const,
    includeTargets: (one: Campaign) => [policies.include, included(one)] as const,
    excludeTargets: (one: Campaign) => [policies.exclude, names(one.excludeTargets)] as const,
  }
  const rows = changed.map((name) =>
    policies.changes.row(words[name](there)[0], words[name](there)[1], words[name](draft)[1]),
  )
  const isDirty = changed.length > 0 || (typedDays !== undefined && typedDays !== String(there.snoozeDurationInDays))
  return (
    <SettingsCard
      text={texts.text}
      rows={rows}
      isDirty={isDirty}
      canSave={changed.length > 0 && !isWrong}
      saving={saving}
      onSave={save}
      onDiscard={discard}
    >
      <Field label={texts.state}>
        <RadioGroup
          disabled={!mayUpdate}
          value={draft.state}
          onChange={(_, { value }) => put({ state: advancedStates.find((one) => one === value) ?? draft.state })}
        >
          {advancedStates.map((state) => (
            <Radio key={state} value={state} label={texts.states[state]} />
          ))}
        </RadioGroup>
      </Field>
      <Field
        label={texts.snooze}
        hint={texts.snoozeHint}
        {...(isWrong && { validationState: 'error', validationMessage: texts.snoozeWrong })}
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          readOnly={!mayUpdate}
          value={days}
          onChange={(_, { value }) => {
            setDays(value)
            const number = wholeNumber(value)
            if (number !== undefined) put({ snoozeDurationInDays: number })
          }}
        />
      </Field>
      {asked.length > 1 ? (
        <Text>{texts.mixed}</Text>
      ) : (
        <>
          <Field label={texts.method}>
            <Dropdown
              disabled={!mayUpdate}
              value={methodName(method)}
              selectedOptions={[method]}
              onOptionSelect={(_, { optionValue = method }) => {
                setMethod(optionValue)
                aim(draft.includeTargets, optionValue)
              }}
            >
              {methods.map((one) => (
                <Option key={one} value={one}>
                  {texts.methods[one]}
                </Option>
              ))}
            </Dropdown>
          </Field>
          <Targets
            sides={draft}
            nameOf={nameOf}
            isReadOnly={!mayUpdate}
            onChange={({ includeTargets, excludeTargets }) => {
              if (includeTargets) aim(includeTargets, method)
              if (excludeTargets) put({ excludeTargets })
            }}
          />
        </>
      )}
    </SettingsCard>
  )
}
