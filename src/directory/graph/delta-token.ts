import { constantTimeEqual, fromBase64Url, toBase64Url, utf8 } from '../../base/bytes.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Instant } from '../../base/time.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { startOver } from '../delta.ts'
import { type DeltaRound, isDeltaTokenAlive } from '../rules.ts'

const purpose = 'graph-delta-token'
const macLength = 32

type Written = DeltaRound & { readonly issuedAt: Instant }

/** Writes how far a round has come into an opaque token, good for this list and with what the round began with. */
export function sealDeltaToken(kernel: Kernel, list: string, round: DeltaRound): string {
  const written: Written = { ...round, issuedAt: kernel.clock.now() }
  const text = utf8(JSON.stringify(written))
  return toBase64Url(Buffer.concat([kernel.vault.mac(purpose, list, text), text]))
}

/**
 * Reads a token of delta.
 *
 * Refuses with `malformedRequest` one that was altered, made up or given out by another list, with `syncStateNotFound` one too old.
 */
export function openDeltaToken(kernel: Kernel, list: string, option: string, token: string): DeltaRound {
  const bytes = fromBase64Url(token)
  const text = bytes?.subarray(macLength)
  if (!bytes || !text || !constantTimeEqual(bytes.subarray(0, macLength), kernel.vault.mac(purpose, list, text))) {
    throw new Refusal(
      'malformedRequest',
      `${option} is not one that this list gave out. Follow the links as they stand, or begin again without it.`,
      { field: option },
    )
  }
  const { issuedAt, ...round } = JSON.parse(new TextDecoder().decode(text)) as Written
  if (!isDeltaTokenAlive(issuedAt, kernel.clock.now())) throw startOver()
  return round
}
