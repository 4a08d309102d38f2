import { Refusal } from '../../base/refusal.ts'
import { properDescription, properName } from '../../directory/rules.ts'
import { everyAction, isReading, type RoleDefinition } from './definitions.ts'

/** What can be changed about a custom role; null clears. */
export interface RoleChange {
  readonly displayName?: string | undefined
  readonly description?: string | null | undefined
  readonly isEnabled?: boolean | undefined
  readonly version?: string | null | undefined
  readonly templateId?: string | undefined
  readonly allowedResourceActions?: readonly string[] | undefined
}

export type NewRole = RoleChange & {
  readonly displayName: string
  readonly allowedResourceActions: readonly string[]
}

type CustomRoleDraft = Pick<
  RoleDefinition,
  'displayName' | 'description' | 'isEnabled' | 'version' | 'allowedResourceActions'
> & { readonly templateId: string | undefined }

const versionLimit = 64

/**
 * A change as it is kept.
 *
 * Refuses with `nameInvalid`, `propertyInvalid`, `resourceActionUnknown` or `resourceActionNotAllowed`.
 */
export function properRoleChange(change: RoleChange): Partial<CustomRoleDraft> {
  const { displayName, description, isEnabled, version, templateId, allowedResourceActions } = change
  return {
    ...(displayName === undefined ? {} : { displayName: properName('displayName', displayName) }),
    ...(description === undefined ? {} : { description: properDescription(description) }),
    ...(isEnabled === undefined ? {} : { isEnabled }),
    ...(version === undefined
      ? {}
      : { version: version === null ? null : properName('version', version, versionLimit) }),
    ...(templateId === undefined ? {} : { templateId: templateId.toLowerCase() }),
    ...(allowedResourceActions === undefined ? {} : { allowedResourceActions: properActions(allowedResourceActions) }),
  }
}

/** A new role as it is kept; refuses as `properRoleChange` does. */
export function draftRole(given: NewRole): CustomRoleDraft {
  const {
    displayName = '',
    description = null,
    isEnabled = true,
    version = null,
    templateId,
    ...rest
  } = properRoleChange(given)
  return {
    displayName,
    description,
    isEnabled,
    version,
    templateId,
    allowedResourceActions: rest.allowedResourceActions ?? [],
  }
}

const known = new Map(everyAction.map((action) => [action.toLowerCase(), action]))

/** The actions, each once, in their own spelling and order. */
function properActions(given: readonly string[]): readonly string[] {
  const wanted = new Set(given.map((text) => properAction(text)))
  if (wanted.size === 0) {
    throw new Refusal('propertyInvalid', 'The property allowedResourceActions is empty; name at least one action.', {
      field: 'rolePermissions',
    })
  }
  return everyAction.filter((action) => wanted.has(action))
}

function properAction(text: string): string {
  const action = known.get(text.toLowerCase())
  const named = text.slice(0, 200)
  if (action === undefined) {
    throw new Refusal(
      'resourceActionUnknown',
      `No operation here asks for the action '${named}'. docs/permissions.md lists the actions a custom role may grant.`,
      { field: 'rolePermissions' },
    )
  }
  if (!customActions.includes(action)) {
    throw new Refusal(
      'resourceActionNotAllowed',
      `A custom role may not grant '${named}': its holder could give out rights beyond the role. Assign a built-in role that has it. docs/permissions.md lists the actions a custom role may grant.`,
      { field: 'rolePermissions' },
    )
  }
  return action
}

/** Entities that a custom role may change; others, such as roles, units, applications and policies, only built-in ones. */
const changeable = ['users', 'groups', 'deletedItems.users', 'deletedItems.groups']

/**
 * The actions a custom role may grant: looking at anything, and changing users and groups that carry no role.
 *
 * Whatever hands out rights is left out, so that nobody gets by a custom role more than a desk may have.
 */
export const customActions: readonly string[] = everyAction.filter(
  (action) => isReading(action) || changeable.includes(action.split('/')[1] ?? ''),
)
