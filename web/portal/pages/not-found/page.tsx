import { AppLink } from '../../components/app-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { useTexts } from '../../shell/preferences.tsx'

export function Page() {
  const { shared } = useTexts()
  return (
    <>
      <PageHeader title={shared.notFound} text={shared.notFoundText} />
      <AppLink to="/">{shared.home}</AppLink>
    </>
  )
}
