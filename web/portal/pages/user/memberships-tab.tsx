import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { PeopleAdd20Regular, PeopleSubtract20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { UserResource } from '../../../../contract/graph/user.ts'
import { type Membership, membershipsOf } from '../../api/memberships.ts'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { ResourceTable } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { AddMemberships } from './memberships/add-memberships.tsx'
import { isGroup, useMembershipColumns } from './memberships/columns.tsx'
import { RemoveMemberships } from './memberships/remove-memberships.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} 0`,
  },
})

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: Membership): string => id
const nameOf = ({ displayName, id }: Membership): string => displayName ?? id

/** The groups, roles and units somebody is in, by itself or also through groups. */
export function MembershipsTab({ user }: { readonly user: UserResource }) {
  const styles = useStyles()
  const { memberships } = useTexts().users
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const reach = params.get('reach') === 'all' ? 'transitiveMemberOf' : 'memberOf'
  const query = useQuery(membershipsOf(user.id, reach))
  const direct = useQuery(membershipsOf(user.id, 'memberOf')).data
  const columns = useMembershipColumns(direct)
  const [selection, setSelection] = useState(none)
  const [asking, setAsking] = useState<'add' | readonly Membership[]>()
  const removable = (query.data ?? []).filter((item) => selection.has(item.id) && isGroup(item))
  const canChange = may('groups.updateMembers')
  const close = () => setAsking(undefined)
  return (
    <>
      <div className={styles.bar}>
        {canChange && (
          <>
            <Button icon={<PeopleAdd20Regular />} onClick={() => setAsking('add')}>
              {memberships.add}
            </Button>
            {reach === 'memberOf' && removable.length > 0 && (
              <Button icon={<PeopleSubtract20Regular />} onClick={() => setAsking(removable)}>
                {memberships.remove(removable.length)}
              </Button>
            )}
          </>
        )}
        <RadioGroup
          layout="horizontal"
          aria-label={memberships.reach}
          value={reach}
          onChange={(_, { value }) => {
            setSelection(none)
            setParams(value === 'memberOf' ? {} : { reach: 'all' }, { replace: true, preventScrollReset: true })
          }}
        >
          <Radio value="memberOf" label={memberships.direct} />
          <Radio value="transitiveMemberOf" label={memberships.transitive} />
        </RadioGroup>
      </div>
      <Loaded query={query}>
        {(items) =>
          items.length === 0 ? (
            <Empty text={memberships.empty} />
          ) : (
            <ResourceTable
              label={memberships.label}
              columns={columns}
              rows={items}
              rowKey={keyOf}
              rowName={nameOf}
              {...(canChange && reach === 'memberOf' && items.some(isGroup) && { selection, onSelect: setSelection })}
            />
          )
        }
      </Loaded>
      {asking === 'add' && <AddMemberships user={user} onClose={close} />}
      {asking !== undefined && asking !== 'add' && (
        <RemoveMemberships user={user} groups={asking} onDone={() => setSelection(none)} onClose={close} />
      )}
    </>
  )
}
