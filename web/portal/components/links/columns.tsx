import { useMemo } from 'react'
import type { LinkedObject, LinkKind } from '../../api/links.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { AppLink } from '../app-link.tsx'
import { groupType } from '../object-types.ts'
import type { Column } from '../resource-table.tsx'

/** Whether it is a group; in a list of one type the server does not say. */
export const isGroupObject = (object: LinkedObject, kind: LinkKind = 'all'): boolean =>
  kind === 'groups' || object['@odata.type'] === groupType

/** Who is in a list, of which type, and what tells two of one name apart. */
export function useLinkColumns(kind: LinkKind): readonly Column<LinkedObject>[] {
  const { groups, shared } = useTexts()
  return useMemo(() => {
    const { links, list } = groups
    const name = (object: LinkedObject) => {
      if (!object.displayName) return links.hidden
      const to = isGroupObject(object, kind) ? `/groups/${object.id}` : `/users/${object.id}`
      return (
        <span title={object.displayName}>
          <AppLink to={to}>{object.displayName}</AppLink>
        </span>
      )
    }
    const type = (object: LinkedObject): string => {
      if (!isGroupObject(object, kind)) return links.user
      return object.isAssignableToRole ? `${links.group}, ${list.roleAssignable}` : links.group
    }
    return [
      { key: 'name', title: links.name, cell: name, share: 1.5 },
      { key: 'type', title: links.type, cell: type },
      {
        key: 'detail',
        title: kind === 'groups' ? shared.description : links.detail,
        cell: ({ userPrincipalName, description }) => (kind === 'groups' ? description : userPrincipalName) ?? '–',
        share: 2,
      },
    ]
  }, [groups, shared, kind])
}
