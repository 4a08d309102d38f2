import { PageHeader } from '../../components/page-header.tsx'
import { Empty } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'

export function Page() {
  const { shell } = useTexts()
  return (
    <>
      <PageHeader title={shell.pages.roles} />
      <Empty />
    </>
  )
}
