import type { UserId } from '../../base/text.ts'
import type { Read } from '../../kernel/store.ts'
import { listEmailOwners } from './store.ts'

/** Those of the users who have an address. */
export const emailOwners = (r: Read, users: readonly UserId[]): Promise<readonly UserId[]> => listEmailOwners(r, users)
