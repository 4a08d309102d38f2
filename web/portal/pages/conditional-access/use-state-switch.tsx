import { Text } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type AccessPolicy, type PolicyState, policiesChanged, updatePolicy } from '../../api/access-policy.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useLockOutCare } from './use-lock-out-care.tsx'

interface Asked {
  readonly policy: AccessPolicy
  readonly state: PolicyState
}

/** Switches policies; what comes into force, or goes out of it, is said before, in the words that `sentenceOf` finds. */
export function useStateSwitch(sentenceOf: (policy: AccessPolicy) => string): {
  readonly choose: (policy: AccessPolicy, state: PolicyState) => void
  readonly dialog: ReactNode
} {
  const { access } = useTexts()
  const { done, failed } = useNotices()
  const client = useQueryClient()
  const { attempt, dialog } = useLockOutCare()
  const [asked, setAsked] = useState<Asked>()
  const put = async ({ policy, state }: Asked, isAccepted: boolean) => {
    await updatePolicy(policy.id, { state }, isAccepted)
    await policiesChanged(client)
  }
  const undo = ({ policy }: Asked) =>
    attempt((isAccepted) => put({ policy, state: policy.state }, isAccepted)).catch(failed)
  const change = (wanted: Asked) =>
    attempt(async (isAccepted) => {
      await put(wanted, isAccepted)
      done(access.switchedTo(wanted.policy.displayName, access.states[wanted.state]), () => void undo(wanted))
    })
  const choose = (policy: AccessPolicy, state: PolicyState) => {
    if (state === policy.state) return
    if (state === 'enabled' || policy.state === 'enabled') return setAsked({ policy, state })
    change({ policy, state }).catch(failed)
  }
  const isOn = asked?.state === 'enabled'
  return {
    choose,
    dialog: (
      <>
        {asked && (
          <ConfirmDialog
            title={(isOn ? access.turnOnTitle : access.turnOffTitle)(asked.policy.displayName)}
            action={isOn ? access.turnOn : access.turnOff}
            isDestructive={!isOn}
            onConfirm={() => change(asked)}
            onClose={() => setAsked(undefined)}
          >
            <Text block>{isOn ? access.turnOnText : access.turnOffText}</Text>
            <Text block weight="semibold">
              {sentenceOf(asked.policy)}
            </Text>
          </ConfirmDialog>
        )}
        {dialog}
      </>
    ),
  }
}
