import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { requireUser } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Write } from '../../kernel/store.ts'
import { ownerTarget, targetOwner } from '../owner.ts'
import { phoneProperties } from './properties.ts'
import { isPhoneNumber, type Phone, type PhoneType, phoneTypeOf } from './rules.ts'
import { changePhoneNumber, deletePhoneOfType, insertPhone, listPhonesOf } from './store.ts'

export interface NewPhone {
  readonly phoneType: PhoneType
  /** `+44 2071234567x12`. */
  readonly phoneNumber: string
}

interface OnePhone {
  readonly user: string
  readonly phoneId: string
}

interface UpdatePhone extends OnePhone {
  readonly phoneNumber?: string
  /** Only the type it has; to have another, the phone is deleted and added. */
  readonly phoneType?: PhoneType
}

export const phoneNotFound = (id: string): Refusal =>
  new Refusal('methodNotFound', `The user has no phone with the id '${id.slice(0, 200)}'.`)

/**
 * Adds a phone to somebody, as contact data.
 *
 * Refuses with `phoneNumberInvalid`, `mobilePhoneMissing` or `methodExists`.
 *
 * Source: facts/entra.md §10.2, §12.
 */
export const createPhone = command({
  name: 'createPhone',
  operation: 'phones.create',
  activity: 'adminRegisteredSecurityInfo',
  target: (r, input: NewPhone & { readonly user: string }) => targetOwner(r, input),
  work: async (w, input): Promise<Phone> => {
    const user = await requireUser(w, input.user)
    const phone = await addPhone(w, user.id, input)
    w.audit({
      activity: 'adminRegisteredSecurityInfo',
      reason: 'Admin registered phone method for user',
      targets: [ownerTarget(user, phoneProperties(undefined, phone))],
    })
    return phone
  },
})

/** Changes the number of somebody's phone. Refuses with `methodNotFound`, `phoneTypeFixed` or `phoneNumberInvalid`. */
export const updatePhone = command({
  name: 'updatePhone',
  operation: 'phones.update',
  activity: 'adminUpdatedSecurityInfo',
  target: (r, input: UpdatePhone) => targetOwner(r, input),
  work: async (w, input): Promise<void> => {
    const user = await requireUser(w, input.user)
    const before = await requirePhone(w, user.id, input.phoneId)
    refuseOtherType(before, input.phoneType)
    const after = { ...before, phoneNumber: requireNumber(input.phoneNumber ?? before.phoneNumber) }
    if (after.phoneNumber === before.phoneNumber) return w.unrecorded('the number was there already')
    if (!(await changePhoneNumber(w, user.id, before.phoneType, after.phoneNumber))) throw phoneNotFound(input.phoneId)
    w.audit({
      activity: 'adminUpdatedSecurityInfo',
      reason: 'Admin changed phone method for user',
      targets: [ownerTarget(user, phoneProperties(before, after))],
    })
  },
})

/** Deletes somebody's phone. Refuses with `methodNotFound`. */
export const deletePhone = command({
  name: 'deletePhone',
  operation: 'phones.delete',
  activity: 'adminDeletedSecurityInfo',
  target: (r, input: OnePhone) => targetOwner(r, input),
  work: async (w, input): Promise<void> => {
    const user = await requireUser(w, input.user)
    const phone = await dropPhone(w, user.id, input.phoneId)
    w.audit({
      activity: 'adminDeletedSecurityInfo',
      reason: 'Admin deleted phone method for user',
      targets: [ownerTarget(user, phoneProperties(phone, undefined))],
    })
  },
})

/** Adds a phone inside a write that records it; refuses as `createPhone`. */
export async function addPhone(w: Write, owner: UserId, { phoneType, phoneNumber }: NewPhone): Promise<Phone> {
  const phone = { owner, phoneType, phoneNumber: requireNumber(phoneNumber), createdAt: w.now }
  if (phoneType === 'alternateMobile') await requireMobile(w, owner)
  if (await insertPhone(w, phone)) return phone
  const message = `The user has a phone of the type '${phoneType}' already. Change or delete that one.`
  throw new Refusal('methodExists', message, { field: 'phoneType' })
}

/** Deletes a phone inside a write that records it; refuses with `methodNotFound`. */
export async function dropPhone(w: Write, owner: UserId, id: string): Promise<Phone> {
  const phoneType = phoneTypeOf(id)
  const phone = phoneType && (await deletePhoneOfType(w, owner, phoneType))
  if (!phone) throw phoneNotFound(id)
  return phone
}

async function requirePhone(w: Write, owner: UserId, id: string): Promise<Phone> {
  const phoneType = phoneTypeOf(id)
  const found = (await listPhonesOf(w, owner)).find((phone) => phone.phoneType === phoneType)
  if (!found) throw phoneNotFound(id)
  return found
}

async function requireMobile(w: Write, owner: UserId): Promise<void> {
  const phones = await listPhonesOf(w, owner)
  if (phones.some((phone) => phone.phoneType === 'mobile')) return
  const message =
    "An alternate mobile phone can be added once there is a mobile phone. Add one of the type 'mobile' first."
  throw new Refusal('mobilePhoneMissing', message, { field: 'phoneType' })
}

function refuseOtherType({ phoneType }: Phone, asked: PhoneType | undefined): void {
  if (asked === undefined || asked === phoneType) return
  const message = `The phoneType of this phone is '${phoneType}' and cannot be changed. Delete the phone and add one of the type '${asked}'.`
  throw new Refusal('phoneTypeFixed', message, { field: 'phoneType' })
}

function requireNumber(phoneNumber: string): string {
  if (isPhoneNumber(phoneNumber)) return phoneNumber
  const message =
    "A phoneNumber has the form '+{country code} {number}x{extension}', the extension left out where there is none: '+1 5555551234' or '+1 5555551234x123'."
  throw new Refusal('phoneNumberInvalid', message, { field: 'phoneNumber' })
}
