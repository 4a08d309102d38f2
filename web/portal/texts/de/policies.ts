import type { policies as en } from '../en/policies.ts'
import type { TextsOf } from '../texts-of.ts'

export const policies: TextsOf<typeof en> = {}
