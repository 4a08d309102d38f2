import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AccessPolicy, deletedPolicies, policiesChanged, restorePolicy } from '../../api/access-policy.ts'
import { DateTime } from '../../components/date-time.tsx'
import { useNotices } from '../../components/notices.tsx'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { StateBadge } from './state-badge.tsx'
import { useLockOutCare } from './use-lock-out-care.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground3 },
})

/** The policies deleted within thirty days, and their way back. */
export function DeletedPolicies({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles()
  const { access } = useTexts()
  const may = useMay()
  const { done, failed } = useNotices()
  const client = useQueryClient()
  const query = useQuery(deletedPolicies)
  const { attempt, dialog } = useLockOutCare()
  const [isRunning, setRunning] = useState(false)
  const restore = ({ id, displayName }: AccessPolicy) => {
    if (isRunning) return
    setRunning(true)
    void attempt(async (isAccepted) => {
      await restorePolicy(id, isAccepted)
      await policiesChanged(client)
      done(access.deleted.restored(displayName))
    })
      .catch(failed)
      .finally(() => setRunning(false))
  }
  return (
    <Pane title={access.deletedPolicies} onClose={onClose}>
      <Text block>{access.deleted.text}</Text>
      <Loaded query={query}>
        {(policies) =>
          policies.length === 0 ? (
            <Empty title={access.deleted.none} />
          ) : (
            <ul className={styles.list}>
              {policies.map((policy) => (
                <li key={policy.id} className={styles.item}>
                  <span className={styles.name}>
                    <Text weight="semibold">{policy.displayName}</Text>
                    <Text size={200} className={styles.detail}>
                      {access.deleted.at}: <DateTime iso={policy.deletedDateTime} />
                    </Text>
                    <span>
                      <StateBadge state={policy.state} />
                    </span>
                  </span>
                  {may('conditionalAccess.update') && (
                    <Button
                      aria-label={access.deleted.restoreNamed(policy.displayName)}
                      disabledFocusable={isRunning}
                      onClick={() => restore(policy)}
                    >
                      {access.deleted.restore}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {dialog}
    </Pane>
  )
}
