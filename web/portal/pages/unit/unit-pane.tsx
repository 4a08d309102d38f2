import { Field, Input, Switch, Textarea } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AdministrativeUnitResource } from '../../../../contract/graph/administrative-unit.ts'
import { createUnit, type UnitBody, updateUnit } from '../../api/units.ts'
import { FormPane } from '../../components/form-pane.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useSubmission } from '../../components/use-submission.ts'
import { useTexts } from '../../shell/preferences.tsx'

interface Parts {
  /** The unit to be changed; without it a new one is made. */
  readonly unit?: AdministrativeUnitResource
  onClose(): void
  onSaved?(id: string): void
}

const bodyOf = ({ displayName, description, visibility }: AdministrativeUnitResource): UnitBody => ({
  displayName,
  description,
  visibility: visibility === 'HiddenMembership' ? visibility : null,
})

/** The form for an administrative unit; undoing a change sets the former values. */
export function UnitPane({ unit, onClose, onSaved }: Parts) {
  const { units, shared } = useTexts()
  const { form } = units
  const notices = useNotices()
  const queries = useQueryClient()
  const [displayName, setDisplayName] = useState(unit?.displayName ?? '')
  const [description, setDescription] = useState(unit?.description ?? '')
  const [isRestricted, setRestricted] = useState(false)
  const [isHidden, setHidden] = useState(unit?.visibility === 'HiddenMembership')
  const [wasTried, setTried] = useState(false)
  const { isSaving, error, submit } = useSubmission()
  const refused = useFieldError(error)
  const required = useRequired()
  const refresh = () => queries.invalidateQueries({ queryKey: ['units'] })
  const undo = async (before: AdministrativeUnitResource) => {
    await updateUnit(before.id, bodyOf(before))
    await refresh()
  }
  const store = async () => {
    const body: UnitBody = {
      displayName: displayName.trim(),
      description: description.trim() || null,
      visibility: isHidden ? 'HiddenMembership' : null,
    }
    if (unit) {
      await updateUnit(unit.id, body)
      notices.done(form.saved(body.displayName), () => void undo(unit).catch(notices.failed))
    }
    const id = unit?.id ?? (await createUnit({ ...body, isMemberManagementRestricted: isRestricted })).id
    await refresh()
    if (!unit) notices.done(form.created(body.displayName))
    onClose()
    onSaved?.(id)
  }
  const save = () => {
    setTried(true)
    if (displayName.trim() !== '') submit(store)
  }
  return (
    <FormPane
      title={unit ? form.editTitle : form.createTitle}
      action={unit ? shared.save : shared.create}
      isDirty={
        displayName !== (unit?.displayName ?? '') ||
        description !== (unit?.description ?? '') ||
        isRestricted ||
        isHidden !== (unit?.visibility === 'HiddenMembership')
      }
      isSaving={isSaving}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <Field label={shared.name} required {...refused('displayName')} {...required(displayName, wasTried)}>
        <Input value={displayName} autoComplete="off" onChange={(_, { value }) => setDisplayName(value)} />
      </Field>
      <Field label={shared.description} {...refused('description')}>
        <Textarea value={description} onChange={(_, { value }) => setDescription(value)} />
      </Field>
      {!unit && (
        <Field hint={form.restrictedHint} {...refused('isMemberManagementRestricted')}>
          <Switch
            label={form.restricted}
            checked={isRestricted}
            onChange={(_, { checked }) => setRestricted(checked)}
          />
        </Field>
      )}
      <Field hint={form.hiddenHint} {...refused('visibility')}>
        <Switch label={form.hidden} checked={isHidden} onChange={(_, { checked }) => setHidden(checked)} />
      </Field>
    </FormPane>
  )
}
