import { Globe16Regular, People16Regular, Person16Regular, PersonKey16Regular } from '@fluentui/react-icons'
import type { ExclusionResource } from '../../../../contract/api/exclusions.ts'
import { useTexts } from '../../shell/preferences.tsx'

const icons = { user: Person16Regular, group: People16Regular, role: PersonKey16Regular, guests: Globe16Regular }

/** What kind of thing is excluded, told by name when it is pointed at and to screen readers. */
export function KindIcon({ kind }: Pick<ExclusionResource, 'kind'>) {
  const name = useTexts().exclusions.kinds[kind]
  const Icon = icons[kind]
  return (
    <span role="img" aria-label={name} title={name}>
      <Icon style={{ display: 'block' }} />
    </span>
  )
}
