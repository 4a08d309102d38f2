import type { methods as en } from '../en/methods.ts'
import type { TextsOf } from '../texts-of.ts'

export const methods: TextsOf<typeof en> = {}
