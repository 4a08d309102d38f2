import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { me } from '../../../api/me.ts'
import { methodsOf, methodsSwitchedOff, registrationOf, type UserMethod } from '../../../api/methods.ts'
import { myPermissionsOn } from '../../../api/permissions.ts'
import { Empty, Loaded } from '../../../components/page-states.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import { type May, useMay, useMayOn } from '../../../shell/use-may.ts'
import { MethodCommands } from './method-commands.tsx'
import { hindranceOf } from './method-kinds.ts'
import { MethodList } from './method-list.tsx'
import { OwnMethods } from './own-methods.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

const AddPane = lazy(async () => ({ default: (await import('./add-pane.tsx')).AddPane }))
const MethodPane = lazy(async () => ({ default: (await import('./method-pane.tsx')).MethodPane }))
const ReRegisterPane = lazy(async () => ({ default: (await import('./re-register-pane.tsx')).ReRegisterPane }))

const useStyles = makeStyles({
  tab: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, paddingTop: tokens.spacingVerticalL },
})

/** The authentication methods of a user, and what can be done with them. */
export function MethodsTab({ user }: { readonly user: UserResource }) {
  const query = useQuery(methodsOf(user.id))
  return <Loaded query={query}>{(methods) => <Methods user={user} methods={methods} />}</Loaded>
}

interface MethodsParts {
  readonly user: UserResource
  readonly methods: readonly UserMethod[]
}

function Methods({ user, methods }: MethodsParts) {
  const styles = useStyles()
  const { passes } = useTexts()
  const may = useMay()
  const mayOnUser = useMayOn(user.id)
  const { data: permissions } = useQuery(myPermissionsOn(user.id))
  const { data: self } = useQuery(me)
  const isOwn = self?.id === user.id
  const mayOn: May = (...operations) => !isOwn && mayOnUser(...operations)
  const { data: switchedOff = [] } = useQuery({ ...methodsSwitchedOff, enabled: may('methodsPolicy.read') })
  const { data: registration } = useQuery({ ...registrationOf(user.id), enabled: may('registrations.read') })
  const [search, setSearch] = useSearchParams()
  const [removing, setRemoving] = useState<UserMethod>()
  const queries = useQueryClient()
  const usable = methods.filter((method) => hindranceOf(method, switchedOff) === undefined)
  const nonUsable = methods.filter((method) => !usable.includes(method))
  const open = (name: string, value: string) => setSearch({ [name]: value }, { preventScrollReset: true })
  const close = () => setSearch({}, { replace: true, preventScrollReset: true })
  const pane = { user, methods, switchedOff, onClose: close }
  const opened = methods.find(({ id }) => id === search.get('method'))
  const refused = permissions?.refusals.find(({ operation }) => operation === 'passes.create')
  const preferred = registration?.systemPreferredAuthenticationMethods[0]
  const rows = {
    switchedOff,
    mayDo: (operation: string) => mayOn(operation),
    onOpen: ({ id }: UserMethod) => open('method', id),
    onRemove: setRemoving,
  }
  return (
    <div className={styles.tab}>
      <MethodCommands
        mayOn={mayOn}
        onOpen={open}
        onRefresh={() => void queries.invalidateQueries({ queryKey: ['users', user.id] })}
      />
      {isOwn ? (
        <OwnMethods />
      ) : (
        refused && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{passes.list.outOfReach}</MessageBarTitle> {refused.message}
            </MessageBarBody>
          </MessageBar>
        )
      )}
      {preferred !== undefined && (
        <Text>{passes.list.default(passes.preferred[preferred as keyof typeof passes.preferred] ?? preferred)}</Text>
      )}
      {usable.length === 0 ? (
        <Empty
          title={passes.list.cannotSignIn(user.displayName)}
          text={mayOn('passes.create') ? passes.list.cannotSignInText(user.displayName) : passes.list.cannotSignInAsk}
        >
          {mayOn('passes.create') && (
            <Button appearance="primary" onClick={() => open('add', 'pass')}>
              {passes.commands.addPass}
            </Button>
          )}
        </Empty>
      ) : (
        <MethodList title={passes.list.usable} methods={usable} {...rows} />
      )}
      {nonUsable.length > 0 && <MethodList title={passes.list.nonUsable} methods={nonUsable} {...rows} />}
      <Suspense fallback={null}>
        {search.has('add') && <AddPane {...pane} mayOn={mayOn} />}
        {opened && <MethodPane {...pane} method={opened} mayOn={mayOn} onRemove={() => setRemoving(opened)} />}
        {search.get('do') === 'reRegister' && <ReRegisterPane {...pane} mayOn={mayOn} />}
      </Suspense>
      {search.get('do') === 'revoke' && <RevokeDialog user={user} onClose={close} />}
      {removing && (
        <RemoveDialog
          {...pane}
          method={removing}
          mayRevoke={mayOn('users.revokeSessions')}
          onClose={() => setRemoving(undefined)}
          onDone={close}
        />
      )}
    </div>
  )
}
