import type { users as en } from '../en/users.ts'
import type { TextsOf } from '../texts-of.ts'

export const users: TextsOf<typeof en> = {}
