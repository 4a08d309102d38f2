import { Button, Field, Input, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { BrandingResource } from '../../../../contract/graph/branding.ts'
import { type BrandingTexts, updateBranding } from '../../api/branding.ts'
import { GraphFailure } from '../../api/graph-client.ts'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { UnsavedGuard } from '../../components/unsaved-guard.tsx'
import { useTexts } from '../../shell/preferences.tsx'

/** In characters, as the server has it. */
const longest = { signInPageText: 1024, usernameHintText: 64 } as const

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  colour: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  picker: {
    width: '48px',
    height: '32px',
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
  },
  shown: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  sample: { display: 'inline-flex', gap: tokens.spacingHorizontalXS, alignItems: 'center' },
  swatch: { width: '16px', height: '16px', borderRadius: tokens.borderRadiusSmall },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface TextsFormParts {
  readonly organizationId: string
  readonly branding: BrandingResource | null
  readonly isReadOnly: boolean
}

const nothing: BrandingTexts = { backgroundColor: null, signInPageText: null, usernameHintText: null }

/** Colour and words of the sign-in pages. */
export function TextsForm({ organizationId, branding: saved, isReadOnly }: TextsFormParts) {
  const styles = useStyles()
  const { shared, branding, policies } = useTexts()
  const notices = useNotices()
  const client = useQueryClient()
  const initial: BrandingTexts = saved ?? nothing
  const [draft, setDraft] = useState<BrandingTexts>(initial)
  const set = (change: Partial<BrandingTexts>) => setDraft({ ...draft, ...change })
  const changed = (Object.keys(nothing) as (keyof BrandingTexts)[]).filter(
    (name) => (draft[name] ?? '') !== (initial[name] ?? ''),
  )
  const saving = useMutation({
    mutationFn: () =>
      updateBranding(organizationId, Object.fromEntries(changed.map((name) => [name, draft[name] || null]))),
    onSuccess: async () => {
      notices.done(branding.saved)
      await client.invalidateQueries({ queryKey: ['branding'] })
    },
  })
  const fault = (name: keyof BrandingTexts) =>
    saving.error instanceof GraphFailure && saving.error.target === name
      ? { validationState: 'error' as const, validationMessage: saving.error.message }
      : {}
  const isTold =
    saving.error instanceof GraphFailure && changed.some((name) => name === (saving.error as GraphFailure).target)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changed.length > 0) saving.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field label={branding.backgroundColor} hint={branding.backgroundColorHint} {...fault('backgroundColor')}>
        {(field) => (
          <div className={styles.colour}>
            <Input
              {...field}
              value={draft.backgroundColor ?? ''}
              placeholder="#rrggbb"
              maxLength={7}
              readOnly={isReadOnly}
              onChange={(_, { value }) => set({ backgroundColor: value })}
            />
            <input
              type="color"
              className={styles.picker}
              aria-label={branding.pickColor}
              disabled={isReadOnly}
              value={/^#[\da-f]{6}$/i.test(draft.backgroundColor ?? '') ? (draft.backgroundColor ?? '') : '#0b6b57'}
              onChange={(event) => set({ backgroundColor: event.target.value })}
            />
          </div>
        )}
      </Field>
      <ShownColours saved={saved} />
      <Field
        label={branding.usernameHintText}
        hint={branding.usernameHintTextHint(longest.usernameHintText)}
        {...fault('usernameHintText')}
      >
        <Input
          value={draft.usernameHintText ?? ''}
          maxLength={longest.usernameHintText}
          readOnly={isReadOnly}
          onChange={(_, { value }) => set({ usernameHintText: value })}
        />
      </Field>
      <Field
        label={branding.signInPageText}
        hint={branding.signInPageTextHint(longest.signInPageText)}
        {...fault('signInPageText')}
      >
        <Textarea
          value={draft.signInPageText ?? ''}
          maxLength={longest.signInPageText}
          rows={4}
          readOnly={isReadOnly}
          onChange={(_, { value }) => set({ signInPageText: value })}
        />
      </Field>
      {saving.error && !isTold && <InlineError error={saving.error} />}
      {!isReadOnly && (
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={changed.length === 0 || saving.isPending}>
            {shared.save}
          </Button>
          {changed.length > 0 && <Button onClick={() => setDraft(initial)}>{branding.discard}</Button>}
        </div>
      )}
      {changed.length > 0 && <UnsavedGuard isDirty text={policies.unsaved.text} />}
    </form>
  )
}

/** What stands for the colour in each theme. */
function ShownColours({ saved }: { readonly saved: BrandingResource | null }) {
  const styles = useStyles()
  const { branding } = useTexts()
  const colours = [
    [branding.onLight, saved?.['@latchkey.shownColorLight']],
    [branding.onDark, saved?.['@latchkey.shownColorDark']],
  ] as const
  if (!saved?.backgroundColor) return null
  return (
    <div className={styles.shown}>
      <Text size={200}>{branding.shownAs}</Text>
      {colours.map(([theme, colour]) => (
        <span key={theme} className={styles.sample}>
          <span className={styles.swatch} style={{ backgroundColor: colour ?? 'transparent' }} />
          <Text size={200}>
            {colour} ({theme})
          </Text>
        </span>
      ))}
    </div>
  )
}
