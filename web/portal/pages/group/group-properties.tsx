import type { GroupResource } from '../../../../contract/graph/group.ts'
import { CopiedId } from '../../components/copied-id.tsx'
import { DateTime } from '../../components/date-time.tsx'
import { PropertyList } from '../../components/property-list.tsx'
import { useTexts } from '../../shell/preferences.tsx'

/** The properties of a group, under the words of Entra. */
export function GroupProperties({ group }: { readonly group: GroupResource }) {
  const { groups, shared } = useTexts()
  const { properties } = groups
  return (
    <PropertyList
      lines={[
        [properties.displayName, group.displayName],
        [properties.description, group.description],
        [properties.id, <CopiedId key="id" id={group.id} label={properties.copyId} />],
        [properties.type, properties.security],
        [properties.membershipType, properties.assigned],
        [properties.isAssignableToRole, group.isAssignableToRole ? shared.yes : shared.no],
        [properties.mailNickname, group.mailNickname],
        [properties.createdDateTime, <DateTime key="created" iso={group.createdDateTime} />],
      ]}
    />
  )
}
