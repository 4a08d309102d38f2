import { Refusal } from '../base/refusal.ts'
import type { Read } from '../kernel/store.ts'
import { userTarget } from './audit-targets.ts'
import { requireUser } from './lookup.ts'
import type { User } from './rules.ts'

/** The user a use-case acts on; refuses with `userNotFound`. */
export const targetUser = async (read: Read, { user }: UserInput) => {
  const found = await requireUser(read, user)
  return { userId: found.id, resource: userTarget(found) }
}

export interface UserInput {
  /** Id or user principal name. */
  readonly user: string
}

export const gone = () => new Refusal('userNotFound', 'The user was deleted in the meantime.')

export const nameTaken = (user: Pick<User, 'userPrincipalName'>) =>
  new Refusal(
    'userPrincipalNameTaken',
    `Another object with the same value for property userPrincipalName already exists: ${user.userPrincipalName}.`,
    { field: 'userPrincipalName' },
  )
