import { Button, Dropdown, makeStyles, Option, SearchBox, tokens } from '@fluentui/react-components'
import { Add20Regular, BinRecycle20Regular, DocumentAdd20Regular, QuestionCircle20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { type AccessPolicy, accessPolicies } from '../../api/access-policy.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { DeletedPolicies } from './deleted-policies.tsx'
import { capital, except, grantInWords, sentenceOf, sessionIn, targetsIn, usersIn } from './policy-words.ts'
import { SecurityDefaultsBanner } from './security-defaults-banner.tsx'
import { StateBadge } from './state-badge.tsx'
import { policyStates, StateSwitch } from './state-switch.tsx'
import { TemplateGallery } from './template-gallery.tsx'
import { usePolicyNames } from './use-policy-names.ts'
import { useStateSwitch } from './use-state-switch.tsx'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  filters: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, maxWidth: '24rem' },
  state: { minWidth: '10rem' },
})

export function Page() {
  const query = useQuery(accessPolicies)
  return (
    <>
      <Header />
      <Loaded query={query}>{(policies) => <Policies policies={policies} />}</Loaded>
    </>
  )
}

function Header() {
  const { shell, access } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const [, setParams] = useSearchParams()
  return (
    <PageHeader title={shell.pages.conditionalAccess} text={access.text}>
      {may('conditionalAccess.create') && (
        <>
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => void navigate('/conditional-access/new')}>
            {access.newPolicy}
          </Button>
          <Button icon={<DocumentAdd20Regular />} onClick={() => setParams({ open: 'templates' })}>
            {access.newFromTemplate}
          </Button>
        </>
      )}
      {may('conditionalAccess.evaluate') && (
        <Button appearance="subtle" icon={<QuestionCircle20Regular />} onClick={() => void navigate('/what-if')}>
          {access.whatIf}
        </Button>
      )}
      {may('conditionalAccess.read') && (
        <Button appearance="subtle" icon={<BinRecycle20Regular />} onClick={() => setParams({ open: 'deleted' })}>
          {access.deletedPolicies}
        </Button>
      )}
    </PageHeader>
  )
}

function Policies({ policies }: { readonly policies: readonly AccessPolicy[] }) {
  const styles = useStyles()
  const { access } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const nameOf = usePolicyNames(policies)
  const { choose, dialog } = useStateSwitch((policy) => sentenceOf(policy, nameOf, access.words))
  const text = params.get('search') ?? ''
  const state = params.get('state') ?? ''
  const put = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value) before.set(name, value)
        else before.delete(name)
        return before
      },
      { replace: true },
    )
  const close = () => setParams({})
  const found = policies
    .toSorted(byName)
    .filter(
      (policy) =>
        policy.displayName.toLowerCase().includes(text.trim().toLowerCase()) &&
        (state === '' || policy.state === state),
    )
  const { words, columns } = access
  const table: readonly Column<AccessPolicy>[] = [
    {
      key: 'name',
      title: columns.name,
      share: 2,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <AppLink to={`/conditional-access/${id}`}>{displayName}</AppLink>
        </span>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      share: 1.35,
      cell: (policy) =>
        may('conditionalAccess.update') ? (
          <StateSwitch policy={policy} onChoose={(chosen) => choose(policy, chosen)} />
        ) : (
          <StateBadge state={policy.state} />
        ),
    },
    {
      key: 'who',
      title: columns.who,
      share: 1.6,
      cell: ({ conditions }) => <Cut text={except(usersIn(conditions, nameOf, words), words)} />,
    },
    {
      key: 'what',
      title: columns.what,
      share: 1.5,
      cell: ({ conditions }) => <Cut text={except(targetsIn(conditions, nameOf, words), words)} />,
    },
    {
      key: 'grant',
      title: columns.grant,
      share: 1.3,
      cell: ({ grantControls, sessionControls }) => {
        const session = sessionIn(sessionControls, words)
        return <Cut text={[grantInWords(grantControls, words), ...session].join('; ')} />
      },
    },
    {
      key: 'modified',
      title: columns.modified,
      share: 1.1,
      cell: ({ modifiedDateTime, createdDateTime }) => <DateTime iso={modifiedDateTime ?? createdDateTime} isDay />,
    },
  ]
  return (
    <div className={styles.body}>
      <SecurityDefaultsBanner policies={policies} />
      {policies.length === 0 ? (
        <Empty title={access.noPolicies} text={access.noPoliciesText}>
          {may('conditionalAccess.create') && (
            <Button onClick={() => setParams({ open: 'templates' })}>{access.newFromTemplate}</Button>
          )}
        </Empty>
      ) : (
        <>
          <div className={styles.filters}>
            <SearchBox
              className={styles.search}
              aria-label={access.searchPolicies}
              placeholder={access.searchPolicies}
              value={text}
              onChange={(_, { value }) => put('search', value)}
            />
            <Dropdown
              className={styles.state}
              aria-label={columns.state}
              value={policyStates.find((one) => one === state) ? access.states[state as 'enabled'] : access.anyState}
              selectedOptions={[state]}
              onOptionSelect={(_, { optionValue }) => put('state', optionValue ?? '')}
            >
              <Option value="">{access.anyState}</Option>
              {policyStates.map((one) => (
                <Option key={one} value={one}>
                  {access.states[one]}
                </Option>
              ))}
            </Dropdown>
          </div>
          {found.length === 0 ? (
            <NothingFound onClear={close} />
          ) : (
            <ResourceTable label={access.policies} columns={table} rows={found} rowKey={({ id }) => id} />
          )}
        </>
      )}
      {params.get('open') === 'templates' && may('conditionalAccess.create') && (
        <TemplateGallery onUse={(id) => void navigate(`/conditional-access/new?template=${id}`)} onClose={close} />
      )}
      {dialog}
      {params.get('open') === 'deleted' && <DeletedPolicies onClose={close} />}
    </div>
  )
}

/** A text that a narrow column cuts; pointing at it tells the whole. */
const Cut = ({ text }: { readonly text: string }) => <span title={text}>{text === '' ? '–' : capital(text)}</span>

const byName = (left: AccessPolicy, right: AccessPolicy): number => left.displayName.localeCompare(right.displayName)
