import { Button, Field, Input, makeStyles, Switch, Textarea, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { AdministrativeUnitResource } from '../../../../contract/graph/administrative-unit.ts'
import { createUnit, type UnitBody, updateUnit } from '../../api/units.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

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
  const styles = useStyles()
  const { units, shared } = useTexts()
  const { form } = units
  const notices = useNotices()
  const queries = useQueryClient()
  const formId = useId()
  const [displayName, setDisplayName] = useState(unit?.displayName ?? '')
  const [description, setDescription] = useState(unit?.description ?? '')
  const [isRestricted, setRestricted] = useState(false)
  const [isHidden, setHidden] = useState(unit?.visibility === 'HiddenMembership')
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const refresh = () => queries.invalidateQueries({ queryKey: ['units'] })
  const undo = async (before: AdministrativeUnitResource) => {
    await updateUnit(before.id, bodyOf(before))
    await refresh()
  }
  const save = async () => {
    setSaving(true)
    setError(undefined)
    const body: UnitBody = {
      displayName: displayName.trim(),
      description: description.trim() || null,
      visibility: isHidden ? 'HiddenMembership' : null,
    }
    try {
      if (unit) {
        await updateUnit(unit.id, body)
        notices.done(form.saved(body.displayName), () => void undo(unit).catch(notices.failed))
      }
      const id = unit?.id ?? (await createUnit({ ...body, isMemberManagementRestricted: isRestricted })).id
      await refresh()
      if (!unit) notices.done(form.created(body.displayName))
      onClose()
      onSaved?.(id)
    } catch (failure) {
      setError(failure)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isSaving && displayName.trim() !== '') void save()
  }
  return (
    <Pane
      title={unit ? form.editTitle : form.createTitle}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" type="submit" form={formId} disabledFocusable={isSaving}>
            {unit ? shared.save : shared.create}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {error !== undefined && <InlineError error={error} />}
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
      </form>
    </Pane>
  )
}
