import type { access as en } from '../en/access.ts'
import type { TextsOf } from '../texts-of.ts'

export const access: TextsOf<typeof en> = {}
