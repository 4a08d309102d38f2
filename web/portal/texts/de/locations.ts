import type { locations as en } from '../en/locations.ts'
import type { TextsOf } from '../texts-of.ts'

export const locations: TextsOf<typeof en> = {}
