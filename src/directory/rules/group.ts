import { Refusal } from '../../base/refusal.ts'
import type { GroupId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'
import { mailNicknameFrom, properMailNickname, properName } from './names.ts'

/** A security group. */
export interface Group {
  readonly id: GroupId
  readonly displayName: string
  readonly description: string | null
  readonly mailNickname: string
  /** Whether roles may be given to the group; fixed when it is created. */
  readonly isAssignableToRole: boolean
  readonly createdAt: Instant
}

/** A direct member of a group. */
export interface Member {
  readonly kind: 'user' | 'group'
  readonly id: string
}

/** What can be changed about a group; null clears the description. */
export interface GroupChange {
  readonly displayName?: string | undefined
  readonly description?: string | null | undefined
  readonly mailNickname?: string | undefined
}

export type NewGroup = GroupChange & { readonly displayName: string; readonly isAssignableToRole?: boolean | undefined }

export type GroupDraft = Omit<Group, 'id' | 'createdAt'>

const descriptionLimit = 1024

/** A change as it is kept; refuses with `nameInvalid` or `propertyInvalid`, naming the property. */
export function properGroupChange(change: GroupChange): Partial<Omit<GroupDraft, 'isAssignableToRole'>> {
  const { displayName, description, mailNickname } = change
  return {
    ...(displayName === undefined ? {} : { displayName: properName('displayName', displayName) }),
    ...(mailNickname === undefined ? {} : { mailNickname: properMailNickname(mailNickname) }),
    ...(description === undefined ? {} : { description: properDescription(description) }),
  }
}

/** A new group as it is kept; refuses as `properGroupChange` does. */
export function draftGroup(given: NewGroup): GroupDraft {
  const proper = properGroupChange(given)
  const displayName = proper.displayName ?? ''
  return {
    displayName,
    description: proper.description ?? null,
    mailNickname: proper.mailNickname ?? mailNicknameFrom(displayName, 'group'),
    isAssignableToRole: given.isAssignableToRole ?? false,
  }
}

/** A description as it is kept; unlike a name it may have several lines. Refuses with `propertyInvalid`. */
export function properDescription(text: string | null): string | null {
  const proper = text?.normalize('NFC').trim()
  if (!proper) return null
  if (proper.length <= descriptionLimit && !/[\p{Cf}\p{Cs}]|(?![\n\r\t])\p{Cc}/u.test(proper)) return proper
  const what = `may have at most ${descriptionLimit} characters and no control or invisible ones`
  throw new Refusal('propertyInvalid', `The property description ${what}.`, { field: 'description' })
}
