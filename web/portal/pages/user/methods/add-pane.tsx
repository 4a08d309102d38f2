import { Button, Field, Select } from '@fluentui/react-components'
import { useEffect, useId, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { PassResource } from '../../../../../contract/graph/temporary-access-pass.ts'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import type { UserMethod } from '../../../api/methods.ts'
import { useNotices } from '../../../components/notices.tsx'
import { Pane } from '../../../components/pane.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import type { May } from '../../../shell/use-may.ts'
import { ContactForm } from './contact-form.tsx'
import { IssuedPass } from './issued-pass.tsx'
import { offeredAdditions } from './method-commands.tsx'
import { PassForm } from './pass-form.tsx'

interface AddPaneParts {
  readonly user: UserResource
  readonly methods: readonly UserMethod[]
  readonly mayOn: May
  onClose(): void
}

/** What every form of the pane is given. */
export interface AddFormParts {
  readonly formId: string
  readonly user: UserResource
  onRunning(isRunning: boolean): void
}

/**
 * *Add authentication method*: the choice of a method, its form, and the code of a pass while it is shown.
 *
 * The code is in this component alone and goes with it.
 */
export function AddPane({ user, methods, mayOn, onClose }: AddPaneParts) {
  const { passes, shared } = useTexts()
  const notices = useNotices()
  const [search, setSearch] = useSearchParams()
  const [isRunning, setRunning] = useState(false)
  const [issued, setIssued] = useState<PassResource>()
  const formId = useId()
  const offered = offeredAdditions(mayOn)
  const kind = offered.find((one) => one === search.get('add')) ?? offered[0]
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  if (kind === undefined && !issued) return null
  const form: AddFormParts = { formId, user, onRunning: setRunning }
  const show = (pass: PassResource) => {
    if (isOpen.current) setIssued(pass)
    else notices.done(passes.issued.closed(user.displayName))
  }
  return (
    <Pane
      title={issued ? passes.issued.title : passes.commands.add}
      size={kind === 'pass' || issued ? 'large' : 'medium'}
      isBusy={isRunning}
      hasSecret={issued !== undefined}
      onClose={onClose}
      footer={
        issued ? (
          <Button onClick={onClose}>{shared.close}</Button>
        ) : (
          <>
            <Button appearance="primary" type="submit" form={formId} disabledFocusable={isRunning}>
              {passes.form.add}
            </Button>
            <Button onClick={onClose} disabled={isRunning}>
              {shared.cancel}
            </Button>
          </>
        )
      }
    >
      {!issued && (
        <Field label={passes.add.choose}>
          <Select
            value={kind ?? ''}
            disabled={isRunning}
            onChange={(_, { value }) => setSearch({ add: value }, { replace: true, preventScrollReset: true })}
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {passes.kinds[one]}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {issued ? (
        <IssuedPass user={user} pass={issued} />
      ) : kind === 'pass' ? (
        <PassForm {...form} methods={methods} onIssued={show} />
      ) : (
        kind !== undefined && <ContactForm key={kind} {...form} kind={kind} onDone={onClose} />
      )}
    </Pane>
  )
}
