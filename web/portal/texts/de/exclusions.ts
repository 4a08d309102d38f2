import type { exclusions as en } from '../en/exclusions.ts'
import type { TextsOf } from '../texts-of.ts'

export const exclusions: TextsOf<typeof en> = {}
