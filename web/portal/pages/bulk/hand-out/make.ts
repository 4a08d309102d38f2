import type { Format } from '../../../format/format.ts'
import type { Texts } from '../../../texts/texts.ts'
import { handOutDocument } from './document.ts'
import { encryptHandOut } from './encrypt.ts'
import type { HandOutPayload } from './payload.ts'

/** A hand-out as it is saved; nothing in it can be read without its password. */
export interface SavedHandOut {
  /** Without an ending. */
  readonly name: string
  readonly createdDateTime: string
  readonly count: number
  readonly jwe: string
  readonly html: string
  /** Shown while the page is open; undefined where whoever saves it chose it. */
  readonly passphrase: string | undefined
}

interface Made {
  readonly password: string
  readonly isGenerated: boolean
  readonly words: Texts['bulk']['file']
  readonly format: Format
}

/** Encrypts the passes, and puts the file around them that opens by itself. */
export async function makeHandOut(payload: HandOutPayload, made: Made): Promise<SavedHandOut> {
  const { words, format, password, isGenerated } = made
  const jwe = await encryptHandOut(payload, password)
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const frame = { ...words, language: format.locale.slice(0, 2) }
  return {
    name: `passes-${payload.createdDateTime.slice(0, 16).replaceAll(/[T:]/g, '-')}`,
    createdDateTime: payload.createdDateTime,
    count: payload.passes.length,
    jwe,
    html: await handOutDocument({ jwe, locale: format.locale, timeZone, words }, frame),
    passphrase: isGenerated ? password : undefined,
  }
}
