import type { branding as en } from '../en/branding.ts'
import type { TextsOf } from '../texts-of.ts'

export const branding: TextsOf<typeof en> = {}
