import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ShieldError20Regular, ShieldTask20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { auditChain } from '../../api/logs.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { standingOf } from './standing.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingBottom: tokens.spacingVerticalM,
  },
  fine: { color: tokens.colorStatusSuccessForeground1 },
  broken: { color: tokens.colorStatusDangerForeground1 },
  icon: { display: 'inline-flex' },
})

/** Whether the logs are as they were written, in one line. */
export function ChainLine({ onOpen }: { onOpen(): void }) {
  const styles = useStyles()
  const { chain } = useTexts().logs
  const format = useFormat()
  const { data } = useQuery(auditChain)
  if (!data) return null
  const last = standingOf(data)
  const isBroken = last !== null && !last.isIntact
  const text = !last
    ? chain.never
    : isBroken
      ? chain.broken(last.findingCount)
      : chain.intact(format.relative(last.endedDateTime ?? last.beganDateTime, Date.now()))
  return (
    <div className={styles.line}>
      <span className={`${styles.icon} ${isBroken ? styles.broken : last ? styles.fine : ''}`} aria-hidden>
        {isBroken ? <ShieldError20Regular /> : <ShieldTask20Regular />}
      </span>
      <Text {...(isBroken && { weight: 'semibold' })}>{text}</Text>
      <Button size="small" onClick={onOpen}>
        {chain.open}
      </Button>
    </div>
  )
}
