import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import {
  Checkmark20Regular,
  Clock20Regular,
  Delete20Regular,
  DocumentEdit20Regular,
  Key20Regular,
  PersonKey20Regular,
  ShieldAdd20Regular,
} from '@fluentui/react-icons'
import type { CorrelationEvent } from '../../../../contract/api/correlations.ts'

const useStyles = makeStyles({
  icon: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '32px',
    height: '32px',
    flexShrink: 0,
    borderRadius: tokens.borderRadiusCircular,
  },
  success: { backgroundColor: tokens.colorNeutralBackground5, color: tokens.colorNeutralForeground2 },
  interrupted: { backgroundColor: tokens.colorStatusWarningBackground2, color: tokens.colorStatusWarningForeground3 },
  failure: { backgroundColor: tokens.colorStatusDangerBackground2, color: tokens.colorStatusDangerForeground1 },
})

const icons: Readonly<Record<CorrelationEvent['kind'], () => React.ReactNode>> = {
  passIssued: () => <Key20Regular />,
  passTried: () => <PersonKey20Regular />,
  passSpent: () => <Checkmark20Regular />,
  passReplaced: () => <Key20Regular />,
  passDeleted: () => <Delete20Regular />,
  passExpired: () => <Clock20Regular />,
  registrationStarted: () => <ShieldAdd20Regular />,
  methodRegistered: () => <ShieldAdd20Regular />,
  methodChanged: () => <DocumentEdit20Regular />,
  signIn: () => <PersonKey20Regular />,
  change: () => <DocumentEdit20Regular />,
}

interface Shown {
  readonly kind: CorrelationEvent['kind']
  readonly result: CorrelationEvent['result']
}

/** What kind of thing happened, and how it ended, in a picture beside the words. */
export function EventIcon({ kind, result }: Shown) {
  const styles = useStyles()
  return <span className={mergeClasses(styles.icon, styles[result])}>{icons[kind]()}</span>
}
