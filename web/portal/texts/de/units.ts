import type { units as en } from '../en/units.ts'
import type { TextsOf } from '../texts-of.ts'

export const units: TextsOf<typeof en> = {}
