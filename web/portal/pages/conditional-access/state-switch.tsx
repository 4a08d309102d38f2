import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, makeStyles } from '@fluentui/react-components'
import { ChevronDown12Regular } from '@fluentui/react-icons'
import type { AccessPolicy, PolicyState } from '../../api/access-policy.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { StateBadge } from './state-badge.tsx'

/** In the order of Entra's editor. */
export const policyStates = ['enabledForReportingButNotEnforced', 'enabled', 'disabled'] as const

const useStyles = makeStyles({ button: { padding: 0, minWidth: 'auto' } })

interface Switching {
  readonly policy: AccessPolicy
  onChoose(state: PolicyState): void
}

/** Shows the state of a policy, and offers the others. */
export function StateSwitch({ policy, onChoose }: Switching) {
  const styles = useStyles()
  const { access } = useTexts()
  return (
    <Menu checkedValues={{ state: [policy.state] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          size="small"
          className={styles.button}
          icon={<ChevronDown12Regular />}
          iconPosition="after"
          aria-label={access.stateOf(policy.displayName, access.states[policy.state])}
        >
          <StateBadge state={policy.state} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {policyStates.map((state) => (
            <MenuItemRadio key={state} name="state" value={state} onClick={() => onChoose(state)}>
              {access.states[state]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
