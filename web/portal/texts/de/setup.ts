import type { setup as en } from '../en/setup.ts'
import type { TextsOf } from '../texts-of.ts'

export const setup: TextsOf<typeof en> = {}
