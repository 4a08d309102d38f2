import type { applications as en } from '../en/applications.ts'
import type { TextsOf } from '../texts-of.ts'

export const applications: TextsOf<typeof en> = {}
