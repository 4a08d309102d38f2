import { PageHeader } from '../../components/page-header.tsx'
import { NoPermission } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { BulkRun } from './bulk-run.tsx'

/** Issues passes to many at once, and hands their codes out encrypted. */
export function Page() {
  const { shell, bulk } = useTexts()
  const may = useMay()
  return (
    <>
      <PageHeader
        title={shell.pages.bulk}
        text={bulk.text}
        {...(may('passes.read') && { parents: [{ title: shell.pages.passes, path: '/passes' }] })}
      />
      {may('passes.create', 'passes.preview') ? <BulkRun /> : <NoPermission />}
    </>
  )
}
