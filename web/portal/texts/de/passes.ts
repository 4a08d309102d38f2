import type { passes as en } from '../en/passes.ts'
import type { TextsOf } from '../texts-of.ts'

export const passes: TextsOf<typeof en> = {}
