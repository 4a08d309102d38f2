import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { accessPolicy, accessTemplates, type PolicyBody } from '../../api/access-policy.ts'
import { me } from '../../api/me.ts'
import { myPermissions } from '../../api/permissions.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { ErrorState, Loaded, Loading, NoPermission } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { copyOf, draftOf, emptyDraft, fromTemplate } from './draft.ts'
import { Editor } from './editor.tsx'
import { PolicyDetails } from './policy-details.tsx'

export function Page() {
  const { policyId = 'new' } = useParams()
  const [params] = useSearchParams()
  const from = params.get('from')
  const template = params.get('template')
  const permissions = useQuery(myPermissions)
  return (
    <Loaded query={permissions}>
      {() => {
        if (policyId !== 'new') return <Existing key={policyId} id={policyId} />
        if (from !== null) return <Copy key={from} id={from} />
        if (template !== null) return <FromTemplate key={template} id={template} />
        return <New start={emptyDraft} />
      }}
    </Loaded>
  )
}

function Existing({ id }: { readonly id: string }) {
  const may = useMay()
  const { shell } = useTexts()
  const query = useQuery(accessPolicy(id))
  if (query.data && may('conditionalAccess.update')) {
    const { entity, tag } = query.data
    return <Editor policy={entity} tag={tag} start={draftOf(entity)} />
  }
  if (query.data) return <PolicyDetails policy={query.data.entity} />
  return (
    <>
      <PageHeader
        title={shell.pages.conditionalAccess}
        parents={[{ title: shell.pages.conditionalAccess, path: '/conditional-access' }]}
      />
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Loading />}
    </>
  )
}

function New({ start }: { readonly start: PolicyBody }) {
  const may = useMay()
  const { access } = useTexts()
  if (may('conditionalAccess.create')) return <Editor start={start} />
  return (
    <>
      <PageHeader title={access.editor.newTitle} />
      <NoPermission />
    </>
  )
}

function Copy({ id }: { readonly id: string }) {
  const { editor } = useTexts().access
  const query = useQuery(accessPolicy(id))
  return (
    <Loaded query={query}>{({ entity }) => <New start={copyOf(entity, editor.copyName(entity.displayName))} />}</Loaded>
  )
}

function FromTemplate({ id }: { readonly id: string }) {
  const { templates } = useTexts().access
  const person = useQuery(me)
  const query = useQuery(accessTemplates)
  return (
    <Loaded query={query}>
      {(all) => {
        const found = all.find((template) => template.id === id)
        if (!found) return <New start={emptyDraft} />
        if (!person.data) return <Loading />
        return (
          <New start={{ ...fromTemplate(found, person.data.id), displayName: templates.names[id] ?? found.name }} />
        )
      }}
    </Loaded>
  )
}
