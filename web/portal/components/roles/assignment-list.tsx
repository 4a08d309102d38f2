import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { PersonAdd20Regular, PersonDelete20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Picked } from '../../api/directory-search.ts'
import { type AssignmentFilter, type RoleAssignment, type RoleDefinition, roleAssignments } from '../../api/roles.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { Empty, Loaded } from '../page-states.tsx'
import { ResourceTable } from '../resource-table.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { useAssignmentColumns, useAssignmentNames } from './assignment-columns.tsx'
import { type Taken, UnassignDialog } from './unassign-dialog.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    paddingBottom: tokens.spacingVerticalM,
  },
})

interface Parts {
  readonly filter: AssignmentFilter
  readonly addTitle: string
  readonly empty: string
  /** The one role it is about, else the column of roles is shown. */
  readonly role?: RoleDefinition
  /** The one unit it is about, else the column of scopes is shown. */
  readonly unit?: Picked
}

const none: ReadonlySet<string> = new Set()
const keyOf = ({ id }: RoleAssignment): string => id

/** Who holds a role, or one for a unit; those who may give roles and take them away. */
export function AssignmentList({ filter, addTitle, empty, role, unit }: Parts) {
  const styles = useStyles()
  const { roles } = useTexts()
  const may = useMay()
  const query = useQuery(roleAssignments(filter))
  const columns = useAssignmentColumns({ hasRole: role === undefined, hasScope: unit === undefined })
  const names = useAssignmentNames()
  const [selection, setSelection] = useState(none)
  const [asking, setAsking] = useState<'add' | readonly Taken[]>()
  const canAssign = may('roles.assign')
  const chosen = (query.data ?? []).filter(({ id }) => selection.has(id))
  const close = () => setAsking(undefined)
  return (
    <>
      {canAssign && (
        <div className={styles.bar}>
          <Button icon={<PersonAdd20Regular />} onClick={() => setAsking('add')}>
            {roles.assign.action}
          </Button>
          {chosen.length > 0 && (
            <Button
              icon={<PersonDelete20Regular />}
              onClick={() => setAsking(chosen.map((one) => ({ id: one.id, name: names(one), again: one })))}
            >
              {roles.unassign.confirm(chosen.length)}
            </Button>
          )}
        </div>
      )}
      <Loaded query={query}>
        {(assignments) =>
          assignments.length === 0 ? (
            <Empty text={empty} />
          ) : (
            <ResourceTable
              label={roles.assignments}
              columns={columns}
              rows={assignments}
              rowKey={keyOf}
              rowName={names}
              {...(canAssign && { selection, onSelect: setSelection })}
            />
          )
        }
      </Loaded>
      {asking === 'add' && (
        <AssignDialog title={addTitle} {...(role && { role })} {...(unit && { unit })} onClose={close} />
      )}
      {asking !== undefined && asking !== 'add' && (
        <UnassignDialog items={asking} onDone={() => setSelection(none)} onClose={close} />
      )}
    </>
  )
}
