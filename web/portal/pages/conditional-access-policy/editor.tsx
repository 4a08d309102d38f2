import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useCallback, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate, useSearchParams } from 'react-router'
import {
  type AccessPolicy,
  accessPolicy,
  createPolicy,
  type PolicyBody,
  policiesChanged,
  updatePolicy,
} from '../../api/access-policy.ts'
import type { Picked } from '../../api/directory-search.ts'
import { GraphFailure } from '../../api/graph-client.ts'
import { useNotices } from '../../components/notices.tsx'
import { UnsavedGuard } from '../../components/unsaved-guard.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import type { NameOf } from '../conditional-access/policy-words.ts'
import { policyStates } from '../conditional-access/state-switch.tsx'
import { useLockOutCare } from '../conditional-access/use-lock-out-care.tsx'
import { usePolicyNames } from '../conditional-access/use-policy-names.ts'
import { ChangeList } from '../methods/change-list.tsx'
import { ConditionsSection } from './conditions-section.tsx'
import { bodyOf, draftOf, isSame, rebased, type Section, sectionOf } from './draft.ts'
import { EditorAside } from './editor-aside.tsx'
import { EditorHeader } from './editor-header.tsx'
import { GrantSection } from './grant-section.tsx'
import { Impact } from './impact.tsx'
import { NetworkSection } from './network-section.tsx'
import type { SectionParts } from './section-parts.tsx'
import { summaryOf } from './section-summary.ts'
import { SessionSection } from './session-section.tsx'
import { TargetSection } from './target-section.tsx'
import { UsersSection } from './users-section.tsx'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(16rem, 22rem)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    minWidth: 0,
  },
  group: { ...typographyStyles.subtitle2, margin: 0 },
  header: { display: 'flex', flexDirection: 'column', alignItems: 'start', padding: `${tokens.spacingVerticalXS} 0` },
  summary: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  panel: { paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalL },
  states: { display: 'flex', flexWrap: 'wrap' },
  foot: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
})

const groups: readonly { readonly name: 'assignments' | 'accessControls'; readonly sections: readonly Section[] }[] = [
  { name: 'assignments', sections: ['users', 'target', 'network', 'conditions'] },
  { name: 'accessControls', sections: ['grant', 'session'] },
]

const contents: Readonly<Record<Section, (parts: SectionParts) => React.ReactNode>> = {
  users: UsersSection,
  target: TargetSection,
  network: NetworkSection,
  conditions: ConditionsSection,
  grant: GrantSection,
  session: SessionSection,
}

interface Editing {
  /** The policy as it is; a new one has none. */
  readonly policy?: AccessPolicy
  /** Of the state that `start` was read in. */
  readonly tag?: string | undefined
  readonly start: PolicyBody
}

/** A policy laid out like Entra's editor, with what it comes to in one sentence beside it. */
export function Editor({ policy, tag, start }: Editing) {
  const styles = useStyles()
  const { access } = useTexts()
  const { editor } = access
  const navigate = useNavigate()
  const client = useQueryClient()
  const { done } = useNotices()
  const { attempt, dialog } = useLockOutCare()
  const [params, setParams] = useSearchParams()
  const [base, setBase] = useState({ draft: start, tag })
  const [draft, setDraft] = useState(start)
  const [learned, setLearned] = useState<ReadonlyMap<string, string>>(new Map())
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const [isSettled, setSettled] = useState(false)
  const found = usePolicyNames(useMemo(() => [draft], [draft]))
  const nameOf = useCallback<NameOf>((kind, id) => learned.get(id) ?? found(kind, id), [learned, found])
  const isDirty = !isSettled && !isSame(draft, base.draft)
  const open = params.get('section')
  const show = (section: string | undefined) =>
    setParams(
      (before) => {
        if (section) before.set('section', section)
        else before.delete('section')
        return before
      },
      { replace: true },
    )
  const learn = (picked: readonly Picked[]) =>
    setLearned((before) => new Map([...before, ...picked.map(({ id, displayName }) => [id, displayName] as const)]))

  /** Takes what is there now for the beginning, and keeps what was changed since `before`. */
  const rebase = async (id: string, before: PolicyBody) => {
    const there = await client.fetchQuery({ ...accessPolicy(id), staleTime: 0 })
    const found = draftOf(there.entity)
    setBase({ draft: found, tag: there.tag })
    setDraft((now) => rebased(before, now, found))
    setError(undefined)
  }
  const store = async (isAccepted: boolean) => {
    const body = bodyOf(draft)
    if (policy) {
      await updatePolicy(policy.id, body, isAccepted, base.tag)
      setBase({ draft, tag: undefined })
      done(editor.saved(body.displayName))
      await policiesChanged(client)
      await rebase(policy.id, draft)
      return
    }
    const made = await createPolicy(body, isAccepted)
    setSettled(true)
    done(editor.createdNotice(made.displayName))
    await policiesChanged(client)
    await navigate(`/conditional-access/${made.id}`, { replace: true })
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isSaving) return
    setSaving(true)
    setError(undefined)
    try {
      await attempt(store)
    } catch (failure) {
      setError(failure)
      const section = failure instanceof GraphFailure ? sectionOf(failure.target) : undefined
      if (section) show(section)
    } finally {
      setSaving(false)
    }
  }
  const isConflict = error instanceof GraphFailure && error.status === 412
  const isNameWrong = error instanceof GraphFailure && error.target === 'displayName'
  return (
    <>
      <EditorHeader
        policy={policy}
        isDirty={isDirty}
        nameOf={nameOf}
        onDeleted={() => flushSync(() => setSettled(true))}
      />
      <div className={styles.columns}>
        <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
          <Field
            label={editor.name}
            required
            {...(isNameWrong && { validationState: 'error', validationMessage: error.message })}
          >
            <Input
              value={draft.displayName}
              placeholder={editor.namePlaceholder}
              onChange={(_, { value }) => setDraft({ ...draft, displayName: value })}
            />
          </Field>
          {groups.map(({ name, sections }) => (
            <section key={name} aria-labelledby={`group-${name}`}>
              <h2 id={`group-${name}`} className={styles.group}>
                {editor[name]}
              </h2>
              <Accordion
                collapsible
                openItems={open ?? ''}
                onToggle={(_, { value }) => show(value === open ? undefined : String(value))}
              >
                {sections.map((section) => {
                  const Content = contents[section]
                  return (
                    <AccordionItem key={section} value={section}>
                      <AccordionHeader as="h3" expandIconPosition="end">
                        <span className={styles.header}>
                          <Text weight="semibold">{editor.sections[section]}</Text>
                          <Text size={200} className={styles.summary}>
                            {summaryOf(section, draft, nameOf, access)}
                          </Text>
                        </span>
                      </AccordionHeader>
                      <AccordionPanel className={styles.panel}>
                        <Content draft={draft} nameOf={nameOf} onChange={setDraft} onLearn={learn} />
                      </AccordionPanel>
                    </AccordionItem>
                  )
                })}
              </Accordion>
            </section>
          ))}
          <Field label={editor.enablePolicy}>
            <RadioGroup
              className={styles.states}
              layout="horizontal"
              value={draft.state}
              onChange={(_, { value }) =>
                setDraft({ ...draft, state: policyStates.find((one) => one === value) ?? draft.state })
              }
            >
              {policyStates.map((state) => (
                <Radio key={state} value={state} label={access.states[state]} />
              ))}
            </RadioGroup>
          </Field>
          <ChangeList
            rows={[]}
            error={isNameWrong ? undefined : error}
            isConflict={isConflict}
            onRebase={async () => policy && rebase(policy.id, base.draft).catch(setError)}
          />
          <div className={styles.foot}>
            <Button type="submit" appearance="primary" disabledFocusable={isSaving || (!!policy && !isDirty)}>
              {policy ? editor.save : editor.create}
            </Button>
          </div>
        </form>
        <EditorAside policy={policy} draft={draft} nameOf={nameOf} />
      </div>
      {policy && <Impact policyId={policy.id} />}
      <UnsavedGuard isDirty={isDirty} text={editor.unsavedText} />
      {dialog}
    </>
  )
}
