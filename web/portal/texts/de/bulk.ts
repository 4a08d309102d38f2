import type { bulk as en } from '../en/bulk.ts'
import type { TextsOf } from '../texts-of.ts'

export const bulk: TextsOf<typeof en> = {}
