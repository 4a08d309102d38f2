import type { UserId } from '../../base/text.ts'
import type { Read } from '../../kernel/store.ts'
import type { Phone } from './rules.ts'
import { listPhoneTypes } from './store.ts'

/** Which types of phone each of these users has. */
export const phoneOwners = (
  r: Read,
  users: readonly UserId[],
): Promise<readonly Pick<Phone, 'owner' | 'phoneType'>[]> => listPhoneTypes(r, users)
