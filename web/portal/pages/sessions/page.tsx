import { Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { sessionList, sessionsAddress } from '../../api/sessions.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { Empty, NothingFound } from '../../components/page-states.tsx'
import { PersonFilter } from '../../components/person-filter.tsx'
import { useTyped } from '../../components/use-typed.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { SessionList } from './session-list.tsx'

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalL },
})

/** Where everybody is signed in. */
export function Page() {
  const styles = useStyles()
  const { shell, sessions } = useTexts()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const filter = { userId: params.get('user') ?? '', ipAddress: params.get('ip') ?? '' }
  const sort = params.get('sort') ?? '-lastSeenDateTime'
  const sorting = { by: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') }
  const put = useCallback(
    (name: 'user' | 'ip' | 'sort', value: string) =>
      setParams(
        (before) => {
          if (value) before.set(name, value)
          else before.delete(name)
          return before
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  )
  const [typed, setTyped] = useTyped(
    filter.ipAddress,
    useCallback((text: string) => put('ip', text.trim()), [put]),
  )
  const isNarrowed = filter.userId !== '' || filter.ipAddress !== ''
  return (
    <>
      <PageHeader title={shell.pages.sessions} text={sessions.text} />
      <search className={styles.filters}>
        <PersonFilter userId={filter.userId} onChange={(userId) => put('user', userId)} />
        <Field label={sessions.ipAddress}>
          <Input value={typed} onChange={(_, { value }) => setTyped(value)} />
        </Field>
      </search>
      <SessionList
        query={sessionList(sessionsAddress(filter, `${sorting.by}${sorting.isDescending ? ' desc' : ''}`))}
        withOwner
        mayEnd={may('users.revokeSessions')}
        sorting={sorting}
        onSort={({ by, isDescending }) => put('sort', `${isDescending ? '-' : ''}${by}`)}
        empty={isNarrowed ? <NothingFound onClear={() => setParams({})} /> : <Empty title={sessions.nobody} />}
      />
    </>
  )
}
