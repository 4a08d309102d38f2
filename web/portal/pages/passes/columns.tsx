import { Badge } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { TenantPass } from '../../api/passes.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Countdown } from '../user/methods/countdown.tsx'

/** Whose pass it is, as far as one may know. */
export const ownerOf = ({ userDisplayName, userPrincipalName, userId }: TenantPass): string =>
  userDisplayName ?? userPrincipalName ?? userId

export function usePassColumns(): readonly Column<TenantPass>[] {
  const { passesList, passes, shared } = useTexts()
  return useMemo(() => {
    const { columns } = passesList
    return [
      {
        key: 'owner',
        title: shared.person,
        share: 1.5,
        sortBy: 'userDisplayName',
        cell: (pass) => (
          <span title={pass.userPrincipalName ?? ''}>
            <AppLink to={`/users/${pass.userId}/methods?method=${pass.id}`}>{ownerOf(pass)}</AppLink>
          </span>
        ),
      },
      { key: 'state', title: columns.state, share: 1.2, cell: (pass) => <State pass={pass} /> },
      {
        key: 'start',
        title: passes.issued.validFrom,
        share: 1.4,
        sortBy: 'startDateTime',
        cell: ({ startDateTime }) => <DateTime iso={startDateTime} />,
      },
      {
        key: 'end',
        title: passes.issued.validUntil,
        share: 1.4,
        sortBy: 'endDateTime',
        cell: ({ endDateTime }) => <DateTime iso={endDateTime} />,
      },
      { key: 'left', title: columns.left, share: 1.2, cell: (pass) => <Left pass={pass} /> },
      {
        key: 'use',
        title: columns.use,
        share: 0.8,
        cell: ({ isUsableOnce }) => (isUsableOnce ? passes.list.oneTime : passes.list.multiUse),
      },
      { key: 'issuedBy', title: columns.issuedBy, cell: ({ issuedBy }) => <Issuer issuedBy={issuedBy} /> },
    ]
  }, [passesList, passes, shared])
}

const colours = { live: 'success', upcoming: 'informative', expired: 'subtle', used: 'subtle' } as const

/** Where it stands, and on pointing why it does not work. */
function State({ pass }: { readonly pass: TenantPass }) {
  const { passesList, passes } = useTexts()
  const { state, isUsable, methodUsabilityReason } = pass
  const isHindered = state === 'live' && !isUsable
  return (
    <Badge
      appearance="tint"
      color={isHindered ? 'warning' : colours[state]}
      title={passes.details.reasons[methodUsabilityReason]}
    >
      {isHindered ? passes.hindrances.DisabledByPolicy : passesList.states[state]}
    </Badge>
  )
}

/** The time that is left, or until it starts; of one that is over, when it was last used. */
function Left({ pass }: { readonly pass: TenantPass }) {
  const { passesList } = useTexts()
  const { state, startDateTime, endDateTime, lastUsedDateTime } = pass
  if (state === 'live') return <Countdown to={endDateTime} />
  if (state === 'upcoming') {
    return (
      <>
        {passesList.startsIn} <Countdown to={startDateTime} />
      </>
    )
  }
  if (lastUsedDateTime === null) return <span>{passesList.neverUsed}</span>
  return (
    <>
      {passesList.lastUsed} <DateTime iso={lastUsedDateTime} />
    </>
  )
}

function Issuer({ issuedBy }: Pick<TenantPass, 'issuedBy'>) {
  const { passesList } = useTexts()
  if (issuedBy === null) return <span>{passesList.unknownIssuer}</span>
  const { kind, id, displayName } = issuedBy
  const name = displayName ?? passesList.issuers[kind]
  if (kind !== 'user' || id === null || displayName === null) return <span title={name}>{name}</span>
  return (
    <span title={issuedBy.userPrincipalName ?? ''}>
      <AppLink to={`/users/${id}`}>{name}</AppLink>
    </span>
  )
}
