import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import type { UserMethod } from '../../../api/methods.ts'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import { endOfPass } from './method-kinds.ts'

interface Parts {
  readonly user: UserResource
  readonly methods: readonly UserMethod[]
}

/** Names the pass that a new one takes the place of; one that is over is not missed. */
export function ReplacedPass({ user, methods }: Parts) {
  const { passes } = useTexts()
  const format = useFormat()
  const pass = methods.find((method) => 'isUsableOnce' in method)
  if (!pass || pass.methodUsabilityReason === 'Expired' || pass.methodUsabilityReason === 'OneTimeUsed') return null
  const usage = pass.isUsableOnce ? passes.list.oneTime : passes.list.multiUse
  const start = passes.list.from(format.dateTime(pass.startDateTime))
  const end = passes.list.until(format.dateTime(endOfPass(pass)))
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{passes.form.replaces}</MessageBarTitle>{' '}
        {passes.form.replacesText(user.displayName, usage, `${start} ${end}`)}
      </MessageBarBody>
    </MessageBar>
  )
}
