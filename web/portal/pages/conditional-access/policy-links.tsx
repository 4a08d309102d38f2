import { makeStyles, tokens } from '@fluentui/react-components'
import type { AccessPolicy } from '../../api/access-policy.ts'
import { AppLink } from '../../components/app-link.tsx'
import { StateBadge } from './state-badge.tsx'

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
  },
})

/** Policies by their names, with their states, as links. */
export function PolicyLinks({ policies }: { readonly policies: readonly AccessPolicy[] }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {policies.map(({ id, displayName, state }) => (
        <li key={id} className={styles.item}>
          <AppLink to={`/conditional-access/${id}`}>{displayName}</AppLink>
          <StateBadge state={state} />
        </li>
      ))}
    </ul>
  )
}
