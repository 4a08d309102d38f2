import { Button, makeStyles, Switch, Tab, TabList, Text, tokens } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useSearchParams } from 'react-router'
import {
  type MethodConfiguration,
  type MethodId,
  type MethodSettings,
  updateConfiguration,
} from '../../api/methods-policy.ts'
import type { Tagged } from '../../api/tagged.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Pane } from '../../components/pane.tsx'
import { useUnsavedCare } from '../../components/use-unsaved-care.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { ChangeList } from './change-list.tsx'
import { changedNames, isSame, pick } from './edits.ts'
import { PassConfigure } from './pass-configure.tsx'
import { faultsOf, type Numbers, numbersOf, type TypedNumbers, typedOf } from './pass-lifetimes.ts'
import { PasskeyConfigure, passkeyFault } from './passkey-configure.tsx'
import { Targets } from './targets.tsx'
import { useChangeWords } from './use-change-words.ts'
import { useConsequences } from './use-consequences.ts'
import { useSaving } from './use-saving.ts'
import { useTargetNames } from './use-target-names.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  hint: { display: 'block', color: tokens.colorNeutralForeground3 },
  tabs: { flexWrap: 'wrap' },
})

interface Editing {
  readonly id: MethodId
  readonly read: Tagged<MethodConfiguration>
  onClose(): void
}

const hasConfigure = (id: MethodId): boolean => id === 'TemporaryAccessPass' || id === 'Fido2'

/** Enable and target, and Configure; only what differs from what is there is sent. */
export function MethodForm({ id, read: { entity: there, tag }, onClose }: Editing) {
  const styles = useStyles()
  const { policies, shared } = useTexts()
  const mayUpdate = useMay()('methodsPolicy.update')
  const formId = useId()
  const name = policies.methods[id]
  const [params, setParams] = useSearchParams()
  const tab = params.get('tab') === 'configure' && hasConfigure(id) ? 'configure' : 'target'
  const [given, setGiven] = useState<Partial<MethodSettings>>({})
  const [typed, setTyped] = useState<Partial<TypedNumbers>>({})
  const [isAsking, setAsking] = useState(false)

  const numbersThere = isPass(there) ? typedOf(there) : undefined
  const numbers = numbersThere && { ...numbersThere, ...typed }
  const edits: Partial<MethodSettings> = {
    ...given,
    ...(numbers && pick<Partial<Numbers>>(numbersOf(numbers), changedNames<Partial<TypedNumbers>>({}, typed))),
  }
  const draft: MethodSettings = { ...there, ...edits }
  const faults = numbers ? faultsOf(numbers) : {}
  const isWrong = Object.keys(faults).length > 0 || passkeyFault(draft) !== undefined
  const changed = changedNames<MethodSettings>(there, edits)
  const isDirty = changed.length > 0 || (numbersThere && !isSame(numbers, numbersThere)) === true
  const { nameOf } = useTargetNames([
    ...draft.includeTargets,
    ...draft.excludeTargets,
    ...there.includeTargets,
    ...there.excludeTargets,
    ...secondFactorTargets(there),
    ...secondFactorTargets(draft),
  ])
  const rows = useChangeWords(nameOf)(there, edits)
  const { warnings, asks } = useConsequences(id, there, edits)

  const put = (change: Partial<MethodSettings>) => setGiven((before) => ({ ...before, ...change }))
  const discard = () => {
    setGiven({})
    setTyped({})
  }
  const configuration = { id, '@odata.type': there['@odata.type'] }
  const undo = () => updateConfiguration(configuration, pick<MethodSettings>(there, changed), undefined)
  const saving = useSaving(name, undo)
  const store = async () => {
    const isStored = await saving.save(() =>
      updateConfiguration(configuration, pick<MethodSettings>(draft, changed), tag),
    )
    if (isStored) onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!mayUpdate || isWrong || saving.isSaving || changed.length === 0) return
    if (asks.length > 0) setAsking(true)
    else void store()
  }
  const { close, dialog } = useUnsavedCare(isDirty, onClose)
  return (
    <Pane
      title={name}
      size="large"
      onClose={close}
      footer={
        mayUpdate && (
          <>
            <Button
              appearance="primary"
              type="submit"
              form={formId}
              disabledFocusable={saving.isSaving || isWrong || changed.length === 0}
            >
              {shared.save}
            </Button>
            <Button disabled={!isDirty || saving.isSaving} onClick={discard}>
              {policies.changes.discard}
            </Button>
          </>
        )
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {hasConfigure(id) && (
          <TabList
            className={styles.tabs}
            selectedValue={tab}
            onTabSelect={(_, { value }) =>
              setParams({ open: id, ...(value === 'configure' && { tab: 'configure' }) }, { replace: true })
            }
          >
            <Tab value="target">{policies.tabs.target}</Tab>
            <Tab value="configure">{policies.tabs.configure}</Tab>
          </TabList>
        )}
        {tab === 'target' && (
          <>
            <Switch
              label={policies.enable}
              disabled={!mayUpdate}
              checked={draft.state === 'enabled'}
              onChange={(_, { checked }) => put({ state: checked ? 'enabled' : 'disabled' })}
            />
            <Targets
              sides={draft}
              nameOf={nameOf}
              isReadOnly={!mayUpdate}
              onChange={({ includeTargets, excludeTargets }) =>
                put({
                  ...(includeTargets && {
                    includeTargets: includeTargets.map((target) => ({ isRegistrationRequired: false, ...target })),
                  }),
                  ...(excludeTargets && { excludeTargets }),
                })
              }
            >
              {id === 'TemporaryAccessPass' && (
                <Switch
                  disabled={!mayUpdate}
                  label={
                    <>
                      {policies.administratorsExcluded}
                      <Text size={200} className={styles.hint}>
                        {policies.administratorsExcludedHint}
                      </Text>
                    </>
                  }
                  checked={draft['@latchkey.administratorsExcluded'] === true}
                  onChange={(_, { checked }) => put({ '@latchkey.administratorsExcluded': checked })}
                />
              )}
            </Targets>
          </>
        )}
        {tab === 'configure' && numbers && (
          <PassConfigure
            draft={draft}
            typed={numbers}
            faults={faults}
            nameOf={nameOf}
            isReadOnly={!mayUpdate}
            error={saving.error}
            onType={(all) => numbersThere && setTyped(pick(all, changedNames(numbersThere, all)))}
            onChange={put}
          />
        )}
        {tab === 'configure' && id === 'Fido2' && (
          <PasskeyConfigure draft={draft} isReadOnly={!mayUpdate} onChange={put} />
        )}
        <ChangeList
          rows={rows}
          warnings={warnings}
          error={saving.error}
          isConflict={saving.isConflict}
          onRebase={saving.rebase}
        />
      </form>
      {isAsking && (
        <ConfirmDialog
          title={policies.consequences.ask(name)}
          action={policies.consequences.save}
          isDestructive
          onConfirm={store}
          onClose={() => setAsking(false)}
        >
          {asks.map((text) => (
            <Text key={text} block>
              {text}
            </Text>
          ))}
        </ConfirmDialog>
      )}
      {dialog}
    </Pane>
  )
}

const isPass = (settings: Partial<Numbers>): settings is Numbers => settings.defaultLength !== undefined

const secondFactorTargets = (settings: MethodSettings) => {
  const target = settings['@latchkey.secondFactorOnly']?.includeTarget
  return target ? [target] : []
}
