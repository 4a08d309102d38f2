import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { overview } from '../../api/overview.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useTenantName } from '../../shell/use-tenant-name.ts'
import { Attention } from './attention.tsx'
import { PasswordlessChart } from './passwordless-chart.tsx'
import { SetupHint } from './setup-hint.tsx'
import { SignInsChart } from './sign-ins-chart.tsx'

const useStyles = makeStyles({
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 26rem), 1fr))',
    gap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalXXL,
    alignItems: 'start',
  },
})

export function Page() {
  const styles = useStyles()
  const { shell, home } = useTexts()
  const tenantName = useTenantName()
  const query = useQuery(overview)
  return (
    <>
      <PageHeader title={shell.pages.home} text={home.text(tenantName)} />
      <SetupHint />
      <Loaded query={query}>{(numbers) => <Attention numbers={numbers} />}</Loaded>
      <div className={styles.charts}>
        <SignInsChart />
        <PasswordlessChart />
      </div>
    </>
  )
}
