import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { methodsPolicy } from '../../api/methods-policy.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { isOwn, MethodList } from './method-list.tsx'
import { MethodPane } from './method-pane.tsx'
import { SettingsForm } from './settings-form.tsx'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  tabs: { flexWrap: 'wrap' },
})

const views = ['policies', 'campaign', 'settings'] as const

/** Authentication methods | Policies. */
export function Page() {
  const styles = useStyles()
  const { shell, policies } = useTexts()
  const query = useQuery(methodsPolicy)
  const [params, setParams] = useSearchParams()
  const view = views.find((one) => one === params.get('view')) ?? 'policies'
  const open = params.get('open') ?? ''
  return (
    <>
      <PageHeader title={shell.pages.methods} text={policies.text} />
      <Loaded query={query}>
        {(read) => (
          <div className={styles.body}>
            <TabList
              className={styles.tabs}
              selectedValue={view}
              onTabSelect={(_, { value }) =>
                setParams(value === 'policies' ? {} : { view: String(value) }, { replace: true })
              }
            >
              {views.map((one) => (
                <Tab key={one} value={one}>
                  {policies.views[one]}
                </Tab>
              ))}
            </TabList>
            {view === 'policies' && <MethodList policy={read.entity} />}
            <div hidden={view !== 'campaign'}>
              <CampaignForm read={read} />
            </div>
            <div hidden={view !== 'settings'}>
              <SettingsForm read={read} />
            </div>
            {isOwn(open) && <MethodPane key={open} id={open} onClose={() => setParams({})} />}
          </div>
        )}
      </Loaded>
    </>
  )
}
