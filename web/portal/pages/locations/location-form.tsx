import { Button, Field, Input, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { GraphFailure } from '../../api/graph-client.ts'
import {
  bodyOf,
  createLocation,
  type LocationBody,
  locationsChanged,
  type NamedLocation,
  updateLocation,
} from '../../api/locations.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFieldError, useRequired } from '../../components/use-field-error.ts'
import { useUnsavedCare } from '../../components/use-unsaved-care.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useLockOutCare } from '../conditional-access/use-lock-out-care.tsx'
import { namesLocation, usePoliciesUsing } from '../conditional-access/use-policies-using.ts'
import { CountryFields } from './country-fields.tsx'
import { isTrusted } from './location-words.ts'
import { RangeFields } from './range-fields.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
})

type Kind = 'ip' | 'country'

const empty: Readonly<Record<Kind, LocationBody>> = {
  ip: { '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: '', isTrusted: false, ipRanges: [] },
  country: {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    displayName: '',
    countriesAndRegions: [],
    countryLookupMethod: 'clientIpAddress',
    includeUnknownCountriesAndRegions: false,
  },
}

interface Forming {
  readonly kind: Kind
  /** The location as it is; a new one has none. */
  readonly location?: NamedLocation
  onClose(): void
}

/** Creates or changes a location of addresses or of countries. */
export function LocationForm({ kind, location, onClose }: Forming) {
  const styles = useStyles()
  const { locations: texts, shared } = useTexts()
  const client = useQueryClient()
  const { done, failed } = useNotices()
  const { attempt, dialog: lockOut } = useLockOutCare()
  const formId = useId()
  const [before] = useState(() => (location ? bodyOf(location) : empty[kind]))
  const [draft, setDraft] = useState(before)
  const [isTyping, setTyping] = useState(false)
  const [wasTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const refused = useFieldError(error)
  const required = useRequired()
  const wasTrusted = location !== undefined && isTrusted(location)
  const trusts = 'isTrusted' in draft && draft.isTrusted
  const refers = namesLocation(location?.id ?? '', wasTrusted || trusts)
  const using = usePoliciesUsing()((policy) => (location ? refers(policy) : trusts && refers(policy))) ?? []
  const isDirty = JSON.stringify(draft) !== JSON.stringify(before) || isTyping
  const name = draft.displayName.trim()

  const takeBack = (id: string) =>
    attempt(async (isAccepted) => {
      await updateLocation(id, before, isAccepted)
      await locationsChanged(client)
      done(texts.undone(before.displayName))
    })
  const store = async (isAccepted: boolean) => {
    const body = { ...draft, displayName: name }
    if (location) await updateLocation(location.id, body, isAccepted)
    else await createLocation(body, isAccepted)
    await locationsChanged(client)
    if (location) done(texts.saved(name), () => void takeBack(location.id).catch(failed))
    else done(texts.created(name))
    onClose()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isSaving || isTyping || name === '' || isNowhere(draft) || !isDirty) return
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
  const isAtField = error instanceof GraphFailure && error.target === 'displayName'
  const newTitle = kind === 'ip' ? texts.newIpTitle : texts.newCountryTitle
  return (
    <Pane
      title={location ? texts.editTitle(location.displayName) : newTitle}
      onClose={close}
      footer={
        <>
          <Button
            appearance="primary"
            type="submit"
            form={formId}
            disabledFocusable={isSaving || (location !== undefined && !isDirty)}
          >
            {location ? shared.save : shared.create}
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
            onChange={(_, { value }) => setDraft({ ...draft, displayName: value })}
          />
        </Field>
        {'ipRanges' in draft ? (
          <RangeFields draft={draft} wasTried={wasTried} onChange={setDraft} onTyping={setTyping} />
        ) : (
          <CountryFields draft={draft} wasTried={wasTried} onChange={setDraft} />
        )}
        {isDirty && using.length > 0 && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              {texts.changesAtOnce(using.map(({ displayName }) => displayName).join(', '))}
            </MessageBarBody>
          </MessageBar>
        )}
        {error !== undefined && !isAtField && <InlineError error={error} />}
      </form>
      {dialog}
      {lockOut}
    </Pane>
  )
}

/** Whether nothing is named at all. */
const isNowhere = (draft: LocationBody): boolean =>
  'ipRanges' in draft
    ? draft.ipRanges.length === 0
    : draft.countriesAndRegions.length === 0 && !draft.includeUnknownCountriesAndRegions
