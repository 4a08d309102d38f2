import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { PeopleAdd20Regular } from '@fluentui/react-icons'
import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { PageHeader } from '../../components/page-header.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { AllGroups } from './all-groups.tsx'
import { DeletedGroups } from './deleted-groups.tsx'

const CreateGroupPane = lazy(async () => ({ default: (await import('./create-group-pane.tsx')).CreateGroupPane }))

const useStyles = makeStyles({ tabs: { flexWrap: 'wrap', paddingBottom: tokens.spacingVerticalM } })

/** The groups of the tenant, and those that were deleted. */
export function Page() {
  const styles = useStyles()
  const { shell, groups } = useTexts()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const isDeleted = params.get('view') === 'deleted'
  const canCreate = may('groups.create') || may('groups.updateRoleAssignable')
  const creating = (isOpen: boolean) => setParams(isOpen ? { create: '' } : {}, { replace: !isOpen })
  return (
    <>
      <PageHeader title={shell.pages.groups}>
        {canCreate && (
          <Button appearance="primary" icon={<PeopleAdd20Regular />} onClick={() => creating(true)}>
            {groups.list.create}
          </Button>
        )}
      </PageHeader>
      <TabList
        className={styles.tabs}
        selectedValue={isDeleted ? 'deleted' : 'all'}
        onTabSelect={(_, { value }) => setParams(value === 'deleted' ? { view: 'deleted' } : {}, { replace: true })}
      >
        <Tab value="all">{groups.views.all}</Tab>
        <Tab value="deleted">{groups.views.deleted}</Tab>
      </TabList>
      {isDeleted ? <DeletedGroups /> : <AllGroups />}
      {params.has('create') && canCreate && (
        <Suspense>
          <CreateGroupPane onClose={() => creating(false)} />
        </Suspense>
      )}
    </>
  )
}
