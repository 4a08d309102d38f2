import { Radio, RadioGroup } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApplicationsCondition } from '../../api/access-policy.ts'
import type { Picked } from '../../api/directory-search.ts'
import { applicationsByClientId, authenticationContexts } from '../../api/policy-parts.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { noApplications, withConditions } from './draft.ts'
import { Block, Note, type SectionParts } from './section-parts.tsx'

const kindOf = (applications: ApplicationsCondition) => {
  if (applications.includeUserActions.length > 0) return 'actions'
  if (applications.includeAuthenticationContextClassReferences.length > 0) return 'contexts'
  return 'resources'
}

const nothing: ApplicationsCondition = { ...noApplications, includeApplications: [] }

/** Target resources: what is opened or done. */
export function TargetSection(parts: SectionParts) {
  const { draft, onChange } = parts
  const texts = useTexts().access.editor.target
  const { applications } = draft.conditions
  const [kind, setKind] = useState<string>(kindOf(applications))
  const put = (change: Partial<ApplicationsCondition>) =>
    onChange(withConditions(draft, { applications: { ...applications, ...change } }))
  const choose = (chosen: string) => {
    if (chosen === kind) return
    setKind(chosen)
    const start = chosen === 'actions' ? { includeUserActions: ['urn:user:registersecurityinfo'] } : {}
    const given = chosen === 'resources' ? noApplications : { ...nothing, ...start }
    onChange(withConditions(draft, { applications: given }))
  }
  return (
    <>
      <Block title={texts.question}>
        <RadioGroup aria-label={texts.question} value={kind} onChange={(_, { value }) => choose(value)}>
          <Radio value="resources" label={texts.resources} />
          <Radio value="actions" label={texts.actions} />
          <Radio value="contexts" label={texts.contexts} />
        </RadioGroup>
      </Block>
      {kind === 'resources' && <Resources {...parts} put={put} />}
      {kind === 'actions' && <Actions applications={applications} put={put} />}
      {kind === 'contexts' && <Contexts applications={applications} put={put} />}
    </>
  )
}

type Put = (change: Partial<ApplicationsCondition>) => void

interface Part {
  readonly applications: ApplicationsCondition
  readonly put: Put
}

function Actions({ applications, put }: Part) {
  const texts = useTexts().access.editor.target
  const [action = ''] = applications.includeUserActions
  return (
    <Block title={texts.actions}>
      <RadioGroup
        aria-label={texts.actions}
        value={action}
        onChange={(_, { value }) => put({ includeUserActions: [value] })}
      >
        <Radio value="urn:user:registersecurityinfo" label={texts.registersecurityinfo} />
        <Radio value="urn:user:registerdevice" label={texts.registerdevice} />
      </RadioGroup>
      {action === 'urn:user:registerdevice' && <Note>{texts.deviceNote}</Note>}
    </Block>
  )
}

function Contexts({ applications, put }: Part) {
  const texts = useTexts().access.editor.target
  const { data = [] } = useQuery(authenticationContexts)
  return (
    <Block title={texts.contexts}>
      <ChoicePicker
        label={texts.pickContexts}
        hint={texts.contextNote}
        choices={data}
        chosen={applications.includeAuthenticationContextClassReferences}
        onChange={(ids) => put({ includeAuthenticationContextClassReferences: ids })}
      />
    </Block>
  )
}

const clientId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function Resources({ draft, nameOf, put }: SectionParts & { readonly put: Put }) {
  const { editor, words } = useTexts().access
  const texts = editor.target
  const may = useMay()
  const { data = [] } = useQuery({ ...applicationsByClientId, enabled: may('applications.read') })
  const { includeApplications, excludeApplications } = draft.conditions.applications
  const mode = includeApplications.includes('All') ? 'all' : includeApplications.includes('None') ? 'none' : 'select'
  const wellKnown = Object.entries(words.applications).flatMap(([id, displayName]): readonly Picked[] =>
    id === 'All' || data.some((one) => one.id === id) ? [] : [{ id, displayName }],
  )
  const choices = [...wellKnown, ...data]
  const typed = (text: string) =>
    clientId.test(text) ? { id: text.toLowerCase(), displayName: texts.byId(text) } : undefined
  const name = (id: string) => {
    const found = nameOf('application', id)
    return id.startsWith(found) ? texts.byId(id) : found
  }
  const choose = (chosen: string) => {
    if (chosen === mode) return
    const first = { all: ['All'], none: ['None'] }[chosen] ?? []
    put({ includeApplications: first, ...(chosen !== 'all' && { excludeApplications: [] }) })
  }
  const shared = { hint: texts.appsHint, choices, typed, nameOf: name }
  return (
    <>
      <Block title={editor.include}>
        <RadioGroup aria-label={editor.include} value={mode} onChange={(_, { value }) => choose(value)}>
          <Radio value="none" label={texts.none} />
          <Radio value="all" label={texts.all} />
          <Radio value="select" label={texts.select} />
        </RadioGroup>
        {mode === 'select' && (
          <ChoicePicker
            {...shared}
            label={`${texts.apps} (${editor.include})`}
            chosen={includeApplications}
            onChange={(ids) => put({ includeApplications: ids })}
          />
        )}
      </Block>
      {mode === 'all' && (
        <Block title={editor.exclude}>
          <ChoicePicker
            {...shared}
            label={`${texts.apps} (${editor.exclude})`}
            choices={choices.filter(({ id }) => !includeApplications.includes(id))}
            chosen={excludeApplications}
            onChange={(ids) => put({ excludeApplications: ids })}
          />
        </Block>
      )}
    </>
  )
}
