import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Picked } from '../api/directory-search.ts'
import { namesOf } from '../api/policy-parts.ts'
import { useTexts } from '../shell/preferences.tsx'
import { DirectoryPicker } from './directory-picker.tsx'

interface Parts {
  /** Empty: everybody. */
  readonly userId: string
  onChange(userId: string): void
}

/** Narrows a list to one person, whose name is looked up where only the id is known. */
export function PersonFilter({ userId, onChange }: Parts) {
  const { shared } = useTexts()
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const isKnown = picked.some(({ id }) => id === userId)
  const { data: found = [] } = useQuery({ ...namesOf([userId]), enabled: userId !== '' && !isKnown })
  const people = userId === '' ? [] : isKnown ? picked : found
  return (
    <DirectoryPicker
      kind="users"
      label={shared.person}
      isSingle
      picked={people}
      onChange={(chosen) => {
        setPicked(chosen)
        onChange(chosen[0]?.id ?? '')
      }}
    />
  )
}
