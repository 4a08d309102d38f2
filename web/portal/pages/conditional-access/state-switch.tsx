import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Text } from '@fluentui/react-components'
import { ChevronDown12Regular } from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AccessPolicy, type PolicyState, policiesChanged, updatePolicy } from '../../api/access-policy.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { StateBadge } from './state-badge.tsx'
import { useLockOutCare } from './use-lock-out-care.tsx'

/** In the order of Entra's editor. */
export const policyStates = ['enabledForReportingButNotEnforced', 'enabled', 'disabled'] as const

interface Switching {
  readonly policy: AccessPolicy
  /** The policy in one sentence. */
  readonly sentence: string
}

/** Shows the state of a policy and switches it; what comes into force, or goes out of it, is said before. */
export function StateSwitch({ policy, sentence }: Switching) {
  const { access } = useTexts()
  const { done, failed } = useNotices()
  const client = useQueryClient()
  const { attempt, dialog } = useLockOutCare()
  const [asked, setAsked] = useState<PolicyState>()
  const { displayName: name } = policy
  const put = async (state: PolicyState, isAccepted: boolean) => {
    await updatePolicy(policy.id, { state }, isAccepted)
    await policiesChanged(client)
  }
  const undo = () => attempt((isAccepted) => put(policy.state, isAccepted)).catch(failed)
  const change = (state: PolicyState) =>
    attempt(async (isAccepted) => {
      await put(state, isAccepted)
      done(access.switchedTo(name, access.states[state]), () => void undo())
    })
  const choose = (state: PolicyState) => {
    if (state === policy.state) return
    if (state === 'enabled' || policy.state === 'enabled') return setAsked(state)
    change(state).catch(failed)
  }
  const isOn = asked === 'enabled'
  return (
    <>
      <Menu checkedValues={{ state: [policy.state] }} onCheckedValueChange={() => undefined}>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="transparent"
            size="small"
            icon={<ChevronDown12Regular />}
            iconPosition="after"
            aria-label={access.stateOf(name, access.states[policy.state])}
          >
            <StateBadge state={policy.state} />
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {policyStates.map((state) => (
              <MenuItemRadio key={state} name="state" value={state} onClick={() => choose(state)}>
                {access.states[state]}
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {asked && (
        <ConfirmDialog
          title={isOn ? access.turnOnTitle(name) : access.turnOffTitle(name)}
          action={isOn ? access.turnOn : access.turnOff}
          isDestructive={!isOn}
          onConfirm={() => change(asked)}
          onClose={() => setAsked(undefined)}
        >
          <Text block>{isOn ? access.turnOnText : access.turnOffText}</Text>
          <Text block weight="semibold">
            {sentence}
          </Text>
        </ConfirmDialog>
      )}
      {dialog}
    </>
  )
}
