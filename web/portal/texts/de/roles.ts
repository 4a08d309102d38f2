import type { roles as en } from '../en/roles.ts'
import type { TextsOf } from '../texts-of.ts'

export const roles: TextsOf<typeof en> = {}
