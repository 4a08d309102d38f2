import type { CorrelationEvent } from '../../../../contract/api/correlations.ts'
import { AppLink } from '../../components/app-link.tsx'
import { useMay } from '../../shell/use-may.ts'
import { personName } from './story-text.ts'

interface Shown {
  readonly person: NonNullable<CorrelationEvent['target']>
  /** Whether it is known to be a user, who has a page. */
  readonly isUser?: boolean
}

/** Somebody by name, with the way to their page. */
export function Person({ person, isUser = true }: Shown) {
  const may = useMay()
  if (!isUser || person.id === null || !may('users.read')) return <span>{personName(person)}</span>
  return <AppLink to={`/users/${person.id}`}>{personName(person)}</AppLink>
}
