import { useMemo } from 'react'
import type { Membership } from '../../../api/memberships.ts'
import { AppLink } from '../../../components/app-link.tsx'
import type { Column } from '../../../components/resource-table.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import type { Texts } from '../../../texts/texts.ts'

export const isGroup = (item: Membership): boolean => item['@odata.type'] === '#microsoft.graph.group'

type Kind = keyof Texts['users']['memberships']['kinds']

function kindOf(item: Membership): Kind {
  if (isGroup(item)) return item.isAssignableToRole ? 'roleGroup' : 'group'
  if (item['@odata.type'] === '#microsoft.graph.directoryRole') return 'directoryRole'
  return item['@odata.type'] === '#microsoft.graph.administrativeUnit' ? 'administrativeUnit' : 'other'
}

const pages: Readonly<Partial<Record<Kind, (item: Membership) => string>>> = {
  group: ({ id }) => `/groups/${id}`,
  roleGroup: ({ id }) => `/groups/${id}`,
  directoryRole: ({ id, roleTemplateId }) => `/roles/${roleTemplateId ?? id}`,
  administrativeUnit: ({ id }) => `/units/${id}`,
}

/** What a membership is in, with its link; `direct` are those that no group stands between. */
export function useMembershipColumns(direct: readonly Membership[] | undefined): readonly Column<Membership>[] {
  const { memberships } = useTexts().users
  return useMemo(() => {
    const ids = new Set(direct?.map(({ id }) => id))
    const name = (item: Membership) => {
      const to = pages[kindOf(item)]?.(item)
      const shown = item.displayName ?? item.id
      return to === undefined ? shown : <AppLink to={to}>{shown}</AppLink>
    }
    return [
      { key: 'name', title: memberships.name, cell: name, share: 1.5 },
      { key: 'type', title: memberships.type, cell: (item) => memberships.kinds[kindOf(item)] },
      {
        key: 'how',
        title: memberships.how,
        cell: ({ id }) => (ids.has(id) ? memberships.isDirect : memberships.isTransitive),
      },
      {
        key: 'description',
        title: memberships.description,
        cell: ({ description }) => description ?? '',
        share: 2,
        isWideOnly: true,
      },
    ]
  }, [memberships, direct])
}
