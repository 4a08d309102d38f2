import type { logs as en } from '../en/logs.ts'
import type { TextsOf } from '../texts-of.ts'

export const logs: TextsOf<typeof en> = {}
