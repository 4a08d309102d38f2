import type { home as en } from '../en/home.ts'
import type { TextsOf } from '../texts-of.ts'

export const home: TextsOf<typeof en> = {}
