import type { ResourceShape } from '../../base/odata/shape.ts'
import { hasForbiddenCharacter } from '../../base/text.ts'

/** What an application may ask for by its id, so that policies can ask for more at that point. */
export interface AuthenticationContext {
  /** `c1` to `c99`. */
  readonly id: string
  readonly displayName: string | null
  readonly description: string | null
  /** Whether applications may use it. */
  readonly isAvailable: boolean
}

export const isContextId = (id: string): boolean => /^c[1-9]\d?$/.test(id)

const longest = { displayName: 256, description: 1500 } as const

/** The property that is wrong, and what would be right; undefined when nothing is. */
export function contextViolation(
  context: AuthenticationContext,
): { readonly field: string; readonly message: string } | undefined {
  for (const field of ['displayName', 'description'] as const) {
    const text = context[field] ?? ''
    if (text.length <= longest[field] && !hasForbiddenCharacter(text)) continue
    return { field, message: `${field} may have ${longest[field]} characters, none of them control characters.` }
  }
  return undefined
}

/** What query options may ask of authentication contexts, which stand in memory. */
export const contextShape: ResourceShape = {
  name: 'identity/conditionalAccess/authenticationContextClassReferences',
  properties: {
    id: { kind: 'string', filter: 'equality', sort: true },
    displayName: { kind: 'string', fold: true, nullable: true, filter: 'prefix', sort: true },
    description: { kind: 'string', nullable: true },
    isAvailable: { kind: 'boolean', filter: 'equality' },
  },
  order: { property: 'id', descending: false },
  pageSize: { standard: 100, greatest: 999 },
}
