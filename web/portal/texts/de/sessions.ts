import type { sessions as en } from '../en/sessions.ts'
import type { TextsOf } from '../texts-of.ts'

export const sessions: TextsOf<typeof en> = {}
