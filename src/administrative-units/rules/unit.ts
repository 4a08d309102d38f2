import { Refusal } from '../../base/refusal.ts'
import type { Instant } from '../../base/time.ts'
import { properDescription, properName } from '../../directory/rules.ts'

/** A part of the directory that roles can be given for: Graph's administrativeUnit. */
export interface AdministrativeUnit {
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  /** `HiddenMembership`: only its members, its administrators and those of the tenant see who is in it. */
  readonly visibility: 'HiddenMembership' | null
  /** Administrators of the whole tenant may not change its members; fixed when the unit is created. */
  readonly isMemberManagementRestricted: boolean
  readonly createdAt: Instant
}

/** What can be changed about a unit; null clears. */
export interface UnitChange {
  readonly displayName?: string | undefined
  readonly description?: string | null | undefined
  readonly visibility?: string | null | undefined
}

export type NewUnit = UnitChange & {
  readonly displayName: string
  readonly isMemberManagementRestricted?: boolean | null | undefined
}

type Changed = Partial<Pick<AdministrativeUnit, 'displayName' | 'description' | 'visibility'>>

/** A change as it is kept; refuses with `nameInvalid` or `propertyInvalid`, naming the property. */
export function properUnitChange({ displayName, description, visibility }: UnitChange): Changed {
  return {
    ...(displayName === undefined ? {} : { displayName: properName('displayName', displayName) }),
    ...(description === undefined ? {} : { description: properDescription(description) }),
    ...(visibility === undefined ? {} : { visibility: properVisibility(visibility) }),
  }
}

/** A new unit as it is kept; refuses as `properUnitChange` does. */
export function draftUnit(given: NewUnit): Omit<AdministrativeUnit, 'id' | 'createdAt'> {
  const { displayName = '', description = null, visibility = null } = properUnitChange(given)
  return {
    displayName,
    description,
    visibility,
    isMemberManagementRestricted: given.isMemberManagementRestricted ?? false,
  }
}

function properVisibility(text: string | null): AdministrativeUnit['visibility'] {
  const word = text?.toLowerCase() ?? 'public'
  if (word === 'public') return null
  if (word === 'hiddenmembership') return 'HiddenMembership'
  throw new Refusal('propertyInvalid', "The property visibility is 'HiddenMembership', 'Public' or null.", {
    field: 'visibility',
  })
}
