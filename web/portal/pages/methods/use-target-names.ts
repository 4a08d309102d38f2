import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Target } from '../../api/methods-policy.ts'
import { namesOf } from '../../api/policy-parts.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { everybodyId } from './edits.ts'

type Sided = {
  readonly includeTargets: readonly Target[]
  readonly excludeTargets: readonly Target[]
}

interface TargetNames {
  readonly nameOf: (id: string) => string
  /** `All users except Visitors and 2 more`. */
  readonly sentence: (sides: Sided & { readonly '@latchkey.administratorsExcluded'?: boolean }) => string
}

/** The names of the groups and users that policies are for; what is gone stands with the start of its id. */
export function useTargetNames(targets: readonly Target[]): TargetNames {
  const { policies } = useTexts()
  const text = [...new Set(targets.map(({ id }) => id))]
    .filter((id) => id !== everybodyId)
    .sort()
    .join()
  const ids = useMemo(() => (text === '' ? [] : text.split(',')), [text])
  const found = useQuery({ ...namesOf(ids), enabled: ids.length > 0, placeholderData: (before) => before })
  const nameOf = useCallback(
    (id: string) => {
      if (id === everybodyId) return policies.everybody
      const known = found.data?.find((one) => one.id === id)?.displayName
      return known ?? (found.isSuccess ? policies.gone(id.slice(0, 8)) : id.slice(0, 8))
    },
    [found.data, found.isSuccess, policies],
  )
  const short = (names: readonly string[]): string => {
    const [first = policies.nobody, second, ...others] = names
    if (second === undefined) return first
    return others.length === 0 ? `${first}, ${second}` : policies.more(first, names.length - 1)
  }
  const sentence: TargetNames['sentence'] = (sides) => {
    const included = short(sides.includeTargets.map(({ id }) => nameOf(id)))
    const excluded = sides.excludeTargets.map(({ id }) => nameOf(id))
    if (sides['@latchkey.administratorsExcluded']) excluded.push(policies.administrators)
    return excluded.length === 0 ? included : policies.except(included, short(excluded))
  }
  return { nameOf, sentence }
}
