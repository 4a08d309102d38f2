import { Button, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import {
  everyAssignment,
  isPrivileged,
  type RoleDefinition,
  resourceActions,
  roleDefinitions,
} from '../../api/roles.ts'
import { AppLink } from '../../components/app-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Loaded, NothingFound } from '../../components/page-states.tsx'
import { type Column, ResourceTable } from '../../components/resource-table.tsx'
import { PrivilegedBadge } from '../../components/roles/privileged-badge.tsx'
import { type RoleWords, useRoleWords } from '../../components/roles/use-role-words.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    paddingBottom: tokens.spacingVerticalM,
  },
  search: { flexGrow: 1, maxWidth: '28rem', minWidth: 'min(18rem, 100%)' },
  type: { display: 'inline-flex', gap: tokens.spacingHorizontalS, alignItems: 'center' },
})

const keyOf = ({ id }: RoleDefinition): string => id

/** Built-in and custom roles, and how often each is given. */
export function Page() {
  const styles = useStyles()
  const { shell, roles } = useTexts()
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const query = useQuery(roleDefinitions)
  const search = params.get('search') ?? ''
  const type = params.get('type') ?? ''
  const change = (name: string, value: string) => {
    const edit = (now: URLSearchParams) => {
      const next = new URLSearchParams(now)
      if (value === '') next.delete(name)
      else next.set(name, value)
      return next
    }
    setParams(edit, { replace: true, preventScrollReset: true })
  }
  return (
    <>
      <PageHeader title={shell.pages.roles} text={roles.text}>
        {may('roles.define') && (
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => void navigate('/roles/new')}>
            {roles.create}
          </Button>
        )}
      </PageHeader>
      <Loaded query={query}>
        {(all) => (
          <>
            <search className={styles.tools}>
              <SearchBox
                className={styles.search}
                aria-label={roles.search}
                placeholder={roles.search}
                value={search}
                onChange={(_, { value }) => change('search', value)}
              />
              <Select aria-label={roles.type} value={type} onChange={(_, { value }) => change('type', value)}>
                <option value="">{roles.types.all}</option>
                <option value="builtIn">{roles.types.builtIn}</option>
                <option value="custom">{roles.types.custom}</option>
              </Select>
            </search>
            <Roles all={all} search={search} type={type} onClear={() => setParams({}, { replace: true })} />
          </>
        )}
      </Loaded>
    </>
  )
}

interface Parts {
  readonly all: readonly RoleDefinition[]
  readonly search: string
  readonly type: string
  onClear(): void
}

function Roles({ all, search, type, onClear }: Parts) {
  const { roles } = useTexts()
  const words = useRoleWords()
  const columns = useColumns(words)
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    const isWanted = (role: RoleDefinition): boolean =>
      (type === '' || role.isBuiltIn === (type === 'builtIn')) &&
      [words.name(role), words.description(role), role.displayName].some((text) => text.toLowerCase().includes(wanted))
    return all.filter(isWanted).toSorted((left, right) => words.name(left).localeCompare(words.name(right)))
  }, [all, search, type, words])
  if (found.length === 0) return <NothingFound onClear={onClear} />
  return <ResourceTable label={roles.label} columns={columns} rows={found} rowKey={keyOf} />
}

function useColumns(words: RoleWords): readonly Column<RoleDefinition>[] {
  const styles = useStyles()
  const { roles, shared } = useTexts()
  const format = useFormat()
  const { data: assignments } = useQuery(everyAssignment)
  const { data: actions } = useQuery(resourceActions)
  return useMemo(() => {
    const counts = Map.groupBy(assignments ?? [], ({ roleDefinitionId }) => roleDefinitionId)
    const name = (role: RoleDefinition) => (
      <span title={words.name(role)}>
        <AppLink to={`/roles/${role.id}`}>{words.name(role)}</AppLink>
      </span>
    )
    const type = (role: RoleDefinition) => {
      const kind = role.isBuiltIn ? roles.types.builtIn : roles.types.custom
      return (
        <span className={styles.type}>
          {role.isEnabled ? kind : `${kind}, ${roles.disabled}`}
          {isPrivileged(role, actions ?? []) && <PrivilegedBadge />}
        </span>
      )
    }
    return [
      { key: 'name', title: roles.role, share: 2.05, cell: name },
      { key: 'type', title: roles.type, share: 1.4, cell: type },
      {
        key: 'assignments',
        title: roles.assignments,
        share: 0.85,
        cell: ({ id }) => (assignments ? format.number(counts.get(id)?.length ?? 0) : '…'),
      },
      { key: 'description', title: shared.description, share: 2, isWideOnly: true, cell: words.description },
    ]
  }, [assignments, actions, roles, shared, format, words, styles])
}
