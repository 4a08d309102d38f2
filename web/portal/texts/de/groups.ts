import type { groups as en } from '../en/groups.ts'
import type { TextsOf } from '../texts-of.ts'

export const groups: TextsOf<typeof en> = {}
