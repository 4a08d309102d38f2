import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { PassPreviewAnswer } from '../../../../../contract/api/pass-preview.ts'
import type { PassResource } from '../../../../../contract/graph/temporary-access-pass.ts'
import { issuePass, passPreview, type UserMethod } from '../../../api/methods.ts'
import { InlineError } from '../../../components/inline-error.tsx'
import { Loaded } from '../../../components/page-states.tsx'
import type { AddFormParts } from './add-pane.tsx'
import { PassFields } from './pass-fields.tsx'
import { PassOutlook } from './pass-outlook.tsx'
import { faultsOf, firstTerms, type PassPolicy, requestOf } from './pass-terms.ts'
import { ReplacedPass } from './replaced-pass.tsx'
import { useSettled } from './use-settled.ts'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (max-width: 800px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

interface PassFormParts extends AddFormParts {
  readonly methods: readonly UserMethod[]
  onIssued(pass: PassResource): void
}

/** The form of a pass, once it is known what the policy allows. */
export function PassForm(parts: PassFormParts) {
  const query = useQuery(passPreview(parts.user.id, {}))
  return (
    <Loaded query={query}>
      {({ issuance }: PassPreviewAnswer) => <PassTermsForm {...parts} policy={issuance.policy} />}
    </Loaded>
  )
}

const settlesAfterMilliseconds = 350

function PassTermsForm({
  formId,
  user,
  methods,
  policy,
  onRunning,
  onIssued,
}: PassFormParts & { readonly policy: PassPolicy }) {
  const styles = useStyles()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [terms, setTerms] = useState(() => firstTerms(policy, Date.now()))
  const [error, setError] = useState<unknown>()
  const faults = faultsOf(terms, policy, Date.now())
  const isValid = Object.keys(faults).length === 0
  const request = useSettled(requestOf(terms), settlesAfterMilliseconds)
  const preview = useQuery({ ...passPreview(user.id, request), enabled: isValid })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isValid) return form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    onRunning(true)
    setError(undefined)
    try {
      const pass = await issuePass(user.id, requestOf(terms))
      onIssued(pass)
      await queries.invalidateQueries({ queryKey: ['users', user.id] })
    } catch (failure) {
      setError(failure)
    } finally {
      onRunning(false)
    }
  }
  return (
    <div className={styles.columns}>
      <form id={formId} ref={form} noValidate className={styles.form} onSubmit={(event) => void submit(event)}>
        <PassFields terms={terms} policy={policy} faults={faults} error={error} onChange={setTerms} />
        <ReplacedPass user={user} methods={methods} />
        {error !== undefined && <InlineError error={error} />}
      </form>
      <PassOutlook query={preview} isValid={isValid} />
    </div>
  )
}
