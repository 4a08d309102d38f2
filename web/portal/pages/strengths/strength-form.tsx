import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import {
  createStrength,
  passkeyRestriction,
  type Strength,
  type StrengthDraft,
  strengthsChanged,
  updateStrength,
} from '../../api/strengths.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useUnsavedCare } from '../../components/use-unsaved-care.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useLockOutCare } from '../conditional-access/use-lock-out-care.tsx'
import { asksForStrength, usePoliciesUsing } from '../conditional-access/use-policies-using.ts'
import { isAaGuid, isSame, linesOf } from '../methods/edits.ts'
import { CombinationPicker } from './combination-picker.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  code: { fontFamily: tokens.fontFamilyMonospace },
})

const mostModels = 100

const draftOf = (strength?: Strength): StrengthDraft => ({
  displayName: strength?.displayName ?? '',
  description: strength?.description ?? '',
  allowedCombinations: strength?.allowedCombinations ?? [],
  passkeyModels: (strength && passkeyRestriction(strength)?.allowedAAGUIDs) ?? [],
})

interface Forming {
  /** The strength as it is; a new one has none. */
  readonly strength?: Strength
  onClose(): void
}

/** Creates or changes a strength of one's own. */
export function StrengthForm({ strength, onClose }: Forming) {
  const styles = useStyles()
  const { strengths: texts, shared, policies } = useTexts()
  const client = useQueryClient()
  const { done, failed } = useNotices()
  const { attempt, dialog: lockOut } = useLockOutCare()
  const formId = useId()
  const [before] = useState(() => draftOf(strength))
  const [draft, setDraft] = useState(before)
  const [text, setText] = useState(() => before.passkeyModels.join('\n'))
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const using = usePoliciesUsing()(strength ? asksForStrength(strength.id) : () => false) ?? []
  const allowsPasskeys = draft.allowedCombinations.includes('fido2')
  const passkeyModels = allowsPasskeys ? linesOf(text) : []
  const wrong = passkeyModels.find((id) => !isAaGuid(id))
  const isTooMany = passkeyModels.length > mostModels
  const whole = { ...draft, displayName: draft.displayName.trim(), passkeyModels }
  const isDirty = !isSame(before, whole)
  const isComplete = whole.displayName !== '' && whole.allowedCombinations.length > 0
  const put = (change: Partial<StrengthDraft>) => setDraft((now) => ({ ...now, ...change }))

  const takeBack = (changed: Strength) =>
    attempt(async (isAccepted) => {
      await updateStrength({ ...changed, ...bodyOf(whole) }, before, isAccepted)
      await strengthsChanged(client)
      done(texts.undone(before.displayName))
    })
  const store = async (isAccepted: boolean) => {
    if (strength) await updateStrength(strength, whole, isAccepted)
    else await createStrength(whole)
    await strengthsChanged(client)
    const undo = strength && isUndoable(before, whole) ? () => void takeBack(strength).catch(failed) : undefined
    done(strength ? texts.saved(whole.displayName) : texts.created(whole.displayName), undo)
    onClose()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isSaving || !isComplete || wrong !== undefined || isTooMany || !isDirty) return
    setSaving(true)
    setError(undefined)
    try {
      await attempt(store)
    } catch (failure) {
      setError(failure)
    } finally {
      setSaving(false)
    }
  }
  const { close, dialog } = useUnsavedCare(isDirty, onClose)
  const modelsMessage = wrong === undefined ? texts.tooManyModels : policies.passkey.wrongAaGuid(wrong)
  return (
    <Pane
      title={strength ? texts.editTitle(strength.displayName) : texts.new}
      size="large"
      onClose={close}
      footer={
        <>
          <Button
            appearance="primary"
            type="submit"
            form={formId}
            disabledFocusable={isSaving || (strength !== undefined && !isDirty)}
          >
            {strength ? shared.save : shared.create}
          </Button>
          <Button onClick={close}>{shared.cancel}</Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <Field label={shared.name} required {...refused('displayName')} {...required(draft.displayName, wasTried)}>
          <Input
            value={draft.displayName}
            autoComplete="off"
            onChange={(_, { value }) => put({ displayName: value })}
          />
        </Field>
        <Field label={shared.description} {...refused('description')}>
          <Textarea
            rows={2}
            resize="vertical"
            value={draft.description}
            onChange={(_, { value }) => put({ description: value })}
          />
        </Field>
        <CombinationPicker
          chosen={draft.allowedCombinations}
          isMissing={wasTried && draft.allowedCombinations.length === 0}
          onChange={(allowedCombinations) => put({ allowedCombinations })}
        />
        {allowsPasskeys && (
          <Field
            label={texts.models}
            hint={texts.modelsHint}
            {...refused('allowedAAGUIDs')}
            {...((wrong !== undefined || isTooMany) && {
              validationState: 'error',
              validationMessage: modelsMessage,
            })}
          >
            <Textarea
              className={styles.code}
              rows={3}
              resize="vertical"
              value={text}
              onChange={(_, { value }) => setText(value)}
            />
          </Field>
        )}
        {isDirty && using.length > 0 && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              {texts.changesAtOnce(using.map(({ displayName }) => displayName).join(', '))}
            </MessageBarBody>
          </MessageBar>
        )}
        {error !== undefined && <InlineError error={error} />}
      </form>
      {dialog}
      {lockOut}
    </Pane>
  )
}

const bodyOf = ({ displayName, description, allowedCombinations }: StrengthDraft) => ({
  displayName,
  description: description === '' ? null : description,
  allowedCombinations: [...allowedCombinations],
})

/** Restrictions get ids of their own when they are made, so a change of them is not taken back here. */
const isUndoable = (before: StrengthDraft, after: StrengthDraft): boolean =>
  isSame(before.passkeyModels, after.passkeyModels)
