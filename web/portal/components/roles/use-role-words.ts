import { useMemo } from 'react'
import { useTexts } from '../../shell/preferences.tsx'

interface NamedRole {
  readonly id: string
  readonly displayName: string
  readonly description?: string | null
  readonly isBuiltIn: boolean
}

interface NamedAction {
  readonly name: string
  readonly description: string
}

/** What roles and the actions they grant are called in the reader's language; custom ones as they were named. */
export interface RoleWords {
  name(role: NamedRole): string
  description(role: NamedRole): string
  action(action: NamedAction): string
}

export const shortName = (action: string): string => action.replace('microsoft.directory/', '')

export function useRoleWords(): RoleWords {
  const { access, roles } = useTexts()
  return useMemo(() => {
    const names: Readonly<Record<string, string>> = access.roles
    return {
      name: ({ id, displayName, isBuiltIn }) => (isBuiltIn ? names[id] : undefined) ?? displayName,
      description: ({ id, description, isBuiltIn }) =>
        (isBuiltIn ? roles.descriptions[id] : undefined) ?? description ?? '',
      action: ({ name, description }) => roles.actions[shortName(name)] ?? description,
    }
  }, [access, roles])
}
