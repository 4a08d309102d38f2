import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import {
  CheckmarkCircle20Regular,
  Info20Regular,
  QuestionCircle20Regular,
  Warning20Regular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { OverviewAnswer } from '../../../../contract/api/overview.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
  },
  title: { ...typographyStyles.subtitle2, margin: `0 0 ${tokens.spacingVerticalS}` },
  line: { display: 'flex', gap: tokens.spacingHorizontalS, padding: `${tokens.spacingVerticalXS} 0` },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  fine: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  bad: { flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  note: { display: 'block', color: tokens.colorNeutralForeground3 },
})

type Numbers = Pick<OverviewAnswer, 'auditChain' | 'securityDefaults'>

/** Whether security defaults hold and whether the logs are as they were written. */
export function ProtectionCard({ numbers }: { readonly numbers: Numbers }) {
  const styles = useStyles()
  const { home } = useTexts()
  const { isEnabled } = numbers.securityDefaults
  return (
    <div className={styles.card}>
      <h2 className={styles.title}>{home.protection}</h2>
      {isEnabled !== null && (
        <Line
          icon={
            isEnabled ? <CheckmarkCircle20Regular className={styles.fine} /> : <Info20Regular className={styles.icon} />
          }
        >
          <AppLink to="/conditional-access">{isEnabled ? home.securityDefaultsOn : home.securityDefaultsOff}</AppLink>
        </Line>
      )}
      <Chain chain={numbers.auditChain} />
      {isEnabled === null && numbers.auditChain.reason && <Text className={styles.note}>{home.hidden}</Text>}
    </div>
  )
}

function Chain({ chain }: { readonly chain: Numbers['auditChain'] }) {
  const styles = useStyles()
  const { home } = useTexts()
  if (chain.reason) return null
  if (chain.findingCount === null) {
    return (
      <Line icon={<QuestionCircle20Regular className={styles.icon} />}>
        <AppLink to="/audits">{home.chainUnverified}</AppLink>
      </Line>
    )
  }
  const isFine = chain.findingCount === 0
  const icon = isFine ? (
    <CheckmarkCircle20Regular className={styles.fine} />
  ) : (
    <Warning20Regular className={styles.bad} />
  )
  return (
    <Line icon={icon}>
      <AppLink to="/audits">{isFine ? home.chainFine : home.chainFindings(chain.findingCount)}</AppLink>
      {chain.verifiedDateTime && (
        <Text size={200} className={styles.note}>
          {home.chainVerified}: <DateTime iso={chain.verifiedDateTime} />
        </Text>
      )}
    </Line>
  )
}

function Line({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.line}>
      {icon}
      <div>{children}</div>
    </div>
  )
}
