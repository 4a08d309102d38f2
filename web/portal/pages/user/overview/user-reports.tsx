import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { directReportsOf } from '../../../api/user.ts'
import { InlineError } from '../../../components/inline-error.tsx'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import { PersonLink } from './user-people.tsx'

const useStyles = makeStyles({
  title: { margin: 0 },
  list: {
    listStyle: 'none',
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(16rem, 100%), 1fr))',
    gap: tokens.spacingVerticalM,
    overflowWrap: 'anywhere',
  },
  detail: { color: tokens.colorNeutralForeground3 },
  more: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalM,
  },
})

/** Those who report to the user: how many there are, and all of them, a page at a time. */
export function UserReports({ user }: { readonly user: UserResource }) {
  const styles = useStyles()
  const { overview } = useTexts().users
  const format = useFormat()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(directReportsOf(user.id))
  const people = data?.pages.flatMap(({ value }) => value) ?? []
  const count = data?.pages[0]?.['@odata.count'] ?? people.length
  const list = useRef<HTMLUListElement>(null)
  const [from, setFrom] = useState<number>()
  useEffect(() => {
    if (from === undefined || people.length <= from) return
    list.current?.children[from]?.querySelector('a')?.focus()
    setFrom(undefined)
  }, [from, people.length])
  const showMore = () => {
    setFrom(people.length)
    void fetchNextPage()
  }
  return (
    <section>
      <Subtitle2 as="h2" block className={styles.title}>
        {count === 0 ? overview.directReports : overview.reportsCounted(format.number(count))}
      </Subtitle2>
      {error ? <InlineError error={error} /> : undefined}
      {data && count === 0 && <Text>{overview.noReports}</Text>}
      <ul className={styles.list} ref={list}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonLink person={person} />
            <Text block size={200} className={styles.detail}>
              {person.jobTitle ?? person.userPrincipalName}
            </Text>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className={styles.more}>
          <Button disabledFocusable={isFetchingNextPage} onClick={showMore}>
            {overview.moreReports}
          </Button>
          <Text size={200} className={styles.detail} role="status">
            {overview.reportsShown(format.number(people.length), format.number(count))}
          </Text>
        </div>
      )}
    </section>
  )
}
