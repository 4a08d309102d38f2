import { Badge } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { TenantPass } from '../../api/passes.ts'
import { AppLink } from '../../components/app-link.tsx'
import { DateTime } from '../../components/date-time.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { Countdown } from '../user/methods/countdown.tsx'
import type { PassState } from './search.ts'

/** Whose pass it is, as far as one may know. */
export const ownerOf = ({ userDisplayName, userPrincipalName, userId }: TenantPass): string =>
  userDisplayName ?? userPrincipalName ?? userId

/** The columns of the list; those asked for by one state are told more instead of the same state. */
export function usePassColumns(asked: PassState | undefined): readonly Column<TenantPass>[] {
  const { passesList, passes, shared } = useTexts()
  return useMemo(() => {
    const { columns } = passesList
    const isOver = asked === 'expired' || asked === 'used'
    const start: Column<TenantPass> = {
      key: 'start',
      title: passes.issued.validFrom,
      share: 2.2,
      sortBy: 'startDateTime',
      cell: ({ startDateTime }) => <DateTime iso={startDateTime} />,
    }
    const state: Column<TenantPass> = {
      key: 'state',
      title: columns.state,
      share: 1.4,
      cell: (pass) => <State pass={pass} />,
    }
    const left: Column<TenantPass> = {
      key: 'left',
      title: columns.left,
      share: 1.9,
      cell: (pass) => <Left pass={pass} />,
    }
    const lastUsed: Column<TenantPass> = {
      key: 'lastUsed',
      title: passesList.lastUsed,
      share: 2.2,
      sortBy: 'lastUsedDateTime',
      cell: ({ lastUsedDateTime }) =>
        lastUsedDateTime === null ? passesList.neverUsed : <DateTime iso={lastUsedDateTime} />,
    }
    return [
      {
        key: 'owner',
        title: shared.person,
        share: 1.45,
        sortBy: 'userDisplayName',
        cell: (pass) => (
          <span title={pass.userPrincipalName ?? ''}>
            <AppLink to={`/users/${pass.userId}/methods?method=${pass.id}`}>{ownerOf(pass)}</AppLink>
          </span>
        ),
      },
      ...(isOver ? [] : [asked === 'upcoming' ? start : state]),
      {
        key: 'end',
        title: passes.issued.validUntil,
        share: 2.2,
        sortBy: 'endDateTime',
        cell: ({ endDateTime }) => <DateTime iso={endDateTime} />,
      },
      isOver ? lastUsed : left,
      {
        key: 'use',
        title: columns.use,
        share: 1.25,
        cell: ({ isUsableOnce }) => (isUsableOnce ? passes.list.oneTime : passes.list.multiUse),
      },
      { key: 'issuedBy', title: columns.issuedBy, share: 1.25, cell: ({ issuedBy }) => <Issuer issuedBy={issuedBy} /> },
    ]
  }, [passesList, passes, shared, asked])
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

/** The time that is left, or until it starts. */
function Left({ pass }: { readonly pass: TenantPass }) {
  const { passesList } = useTexts()
  const { state, startDateTime, endDateTime } = pass
  if (state !== 'upcoming') return <Countdown to={endDateTime} />
  return (
    <>
      {passesList.startsIn} <Countdown to={startDateTime} />
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
