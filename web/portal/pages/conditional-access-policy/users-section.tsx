import { MessageBar, MessageBarBody, Radio, RadioGroup } from '@fluentui/react-components'
import type { UsersCondition } from '../../api/access-policy.ts'
import type { Picked, PickKind } from '../../api/directory-search.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { flagsOf } from '../conditional-access/policy-words.ts'
import { noUsers, withUsers } from './draft.ts'
import { Block, Note, type SectionParts } from './section-parts.tsx'

/** Users: who is meant, and who is left out. */
export function UsersSection(parts: SectionParts) {
  const { draft, onChange } = parts
  const { editor } = useTexts().access
  const users = draft.conditions.users ?? noUsers
  const mode = users.includeUsers.includes('All') ? 'all' : users.includeUsers.includes('None') ? 'none' : 'select'
  const choose = (chosen: string) => {
    if (chosen === mode) return
    const nobody = { includeGroups: [], includeRoles: [], includeGuestsOrExternalUsers: null }
    const includeUsers = chosen === 'all' ? ['All'] : chosen === 'none' ? ['None'] : []
    onChange(withUsers(draft, { ...nobody, includeUsers }))
  }
  if (draft.conditions.clientApplications) {
    return (
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>{editor.users.workload}</MessageBarBody>
      </MessageBar>
    )
  }
  return (
    <>
      <Block title={editor.include}>
        <RadioGroup aria-label={editor.include} value={mode} onChange={(_, { value }) => choose(value)}>
          <Radio value="none" label={editor.users.none} />
          <Radio value="all" label={editor.users.all} />
          <Radio value="select" label={editor.users.select} />
        </RadioGroup>
        {mode === 'select' && <Side way="include" users={users} {...parts} />}
      </Block>
      <Block title={editor.exclude}>
        <Note>{editor.users.excludeHint}</Note>
        <Side way="exclude" users={users} {...parts} />
      </Block>
    </>
  )
}

interface SideParts extends SectionParts {
  readonly way: 'include' | 'exclude'
  readonly users: UsersCondition
}

const everyGuest = 'GuestsOrExternalUsers'
const guestTypes = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
]

function Side({ way, users, draft, nameOf, onChange, onLearn }: SideParts) {
  const { access } = useTexts()
  const texts = access.editor.users
  const side = access.editor[way]
  const put = (change: Partial<UsersCondition>) => onChange(withUsers(draft, change))
  const people = users[`${way}Users`].filter((id) => id !== everyGuest)
  const guests = users[`${way}GuestsOrExternalUsers`]
  const hasEveryGuest = users[`${way}Users`].includes(everyGuest)
  const putGuests = (chosen: readonly string[]) => {
    const types = chosen.filter((one) => one !== everyGuest)
    put({
      [`${way}Users`]: [...people, ...(chosen.includes(everyGuest) ? [everyGuest] : [])],
      [`${way}GuestsOrExternalUsers`]:
        types.length === 0
          ? null
          : { guestOrExternalUserTypes: types.join(','), externalTenants: guests?.externalTenants ?? null },
    })
  }
  const picker = (
    kind: PickKind & ('users' | 'groups'),
    ids: readonly string[],
    keep: (ids: readonly string[]) => void,
  ) => (
    <DirectoryPicker
      kind={kind}
      label={`${texts[kind]} (${side})`}
      picked={ids.map((id): Picked => ({ id, displayName: nameOf(kind === 'users' ? 'user' : 'group', id) }))}
      onChange={(picked) => {
        onLearn(picked)
        keep(picked.map(({ id }) => id))
      }}
    />
  )
  return (
    <>
      {picker('users', people, (ids) => put({ [`${way}Users`]: [...ids, ...(hasEveryGuest ? [everyGuest] : [])] }))}
      {picker('groups', users[`${way}Groups`], (ids) => put({ [`${way}Groups`]: ids }))}
      <ChoicePicker
        label={`${texts.roles} (${side})`}
        choices={Object.entries(access.roles).map(([id, displayName]) => ({ id, displayName }))}
        chosen={users[`${way}Roles`]}
        nameOf={(id) => nameOf('role', id)}
        onChange={(ids) => put({ [`${way}Roles`]: ids })}
      />
      <ChoicePicker
        label={`${texts.guests} (${side})`}
        choices={[
          { id: everyGuest, displayName: access.words.people.GuestsOrExternalUsers },
          ...guestTypes.map((id) => ({ id, displayName: access.words.guests[id as 'internalGuest'] })),
        ]}
        chosen={[...(hasEveryGuest ? [everyGuest] : []), ...flagsOf(guests?.guestOrExternalUserTypes)]}
        onChange={putGuests}
      />
    </>
  )
}
