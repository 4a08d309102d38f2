import type { strengths as en } from '../en/strengths.ts'
import type { TextsOf } from '../texts-of.ts'

export const strengths: TextsOf<typeof en> = {}
