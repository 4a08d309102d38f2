import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { requireUser } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Write } from '../../kernel/store.ts'
import { ownerTarget, targetOwner } from '../owner.ts'
import { emailProperties } from './properties.ts'
import { type Email, emailMethodId, isEmailAddress } from './rules.ts'
import { changeEmailAddress, deleteEmailOf, findEmailOf, insertEmail } from './store.ts'

interface CreateEmail {
  readonly user: string
  readonly emailAddress: string
}

interface OneEmail {
  readonly user: string
  readonly emailId: string
}

interface UpdateEmail extends OneEmail {
  readonly emailAddress?: string
}

/** An address before and after a change. */
export interface EmailChange {
  readonly before: Email
  readonly after: Email
}

export const emailNotFound = (id: string): Refusal =>
  new Refusal('methodNotFound', `The user has no e-mail address with the id '${id.slice(0, 200)}'.`)

/**
 * Adds an address to somebody, as contact data.
 *
 * Refuses with `emailAddressInvalid` or `methodExists`.
 *
 * Source: facts/entra.md §12.
 */
export const createEmail = command({
  name: 'createEmail',
  operation: 'emails.create',
  activity: 'adminRegisteredSecurityInfo',
  target: (r, input: CreateEmail) => targetOwner(r, input),
  work: async (w, input): Promise<Email> => {
    const user = await requireUser(w, input.user)
    const email = await addEmail(w, user.id, input.emailAddress)
    w.audit({
      activity: 'adminRegisteredSecurityInfo',
      reason: 'Admin registered email method for user',
      targets: [ownerTarget(user, emailProperties(undefined, email))],
    })
    return email
  },
})

/** Changes somebody's address. Refuses with `methodNotFound` or `emailAddressInvalid`. */
export const updateEmail = command({
  name: 'updateEmail',
  operation: 'emails.update',
  activity: 'adminUpdatedSecurityInfo',
  target: (r, input: UpdateEmail) => targetOwner(r, input),
  work: async (w, input): Promise<void> => {
    const user = await requireUser(w, input.user)
    const change = await changeEmail(w, user.id, input.emailId, input.emailAddress)
    if (!change) return w.unrecorded('the address was there already')
    w.audit({
      activity: 'adminUpdatedSecurityInfo',
      reason: 'Admin changed email method for user',
      targets: [ownerTarget(user, emailProperties(change.before, change.after))],
    })
  },
})

/** Deletes somebody's address. Refuses with `methodNotFound`. */
export const deleteEmail = command({
  name: 'deleteEmail',
  operation: 'emails.delete',
  activity: 'adminDeletedSecurityInfo',
  target: (r, input: OneEmail) => targetOwner(r, input),
  work: async (w, input): Promise<void> => {
    const user = await requireUser(w, input.user)
    const email = await dropEmail(w, user.id, input.emailId)
    w.audit({
      activity: 'adminDeletedSecurityInfo',
      reason: 'Admin deleted email method for user',
      targets: [ownerTarget(user, emailProperties(email, undefined))],
    })
  },
})

/** Adds an address inside a write that records it; refuses as `createEmail`. */
export async function addEmail(w: Write, owner: UserId, emailAddress: string): Promise<Email> {
  const email = { owner, emailAddress: requireAddress(emailAddress), createdAt: w.now }
  if (await insertEmail(w, email)) return email
  throw new Refusal('methodExists', 'The user has an e-mail address already. Change or delete that one.')
}

/** Changes an address inside a write that records it; nothing comes back where it was there already. Refuses as `updateEmail`. */
export async function changeEmail(
  w: Write,
  owner: UserId,
  id: string,
  emailAddress: string | undefined,
): Promise<EmailChange | undefined> {
  const before = isEmailId(id) ? await findEmailOf(w, owner) : undefined
  if (!before) throw emailNotFound(id)
  const after = { ...before, emailAddress: requireAddress(emailAddress ?? before.emailAddress) }
  if (after.emailAddress === before.emailAddress) return undefined
  if (!(await changeEmailAddress(w, owner, after.emailAddress))) throw emailNotFound(id)
  return { before, after }
}

/** Deletes an address inside a write that records it; refuses with `methodNotFound`. */
export async function dropEmail(w: Write, owner: UserId, id: string): Promise<Email> {
  const email = isEmailId(id) ? await deleteEmailOf(w, owner) : undefined
  if (!email) throw emailNotFound(id)
  return email
}

export const isEmailId = (id: string): boolean => id.toLowerCase() === emailMethodId

function requireAddress(emailAddress: string): string {
  if (isEmailAddress(emailAddress)) return emailAddress
  const message = "An emailAddress has the form 'ada@example.com'."
  throw new Refusal('emailAddressInvalid', message, { field: 'emailAddress' })
}
