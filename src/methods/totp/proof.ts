import type { Kernel } from '../../kernel/kernel.ts'
import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { ProveCeremony } from '../method.ts'
import { matchingStep } from './codes.ts'
import { type CodeMatch, readTypedCode, secretBytes, usableMatch } from './rules.ts'
import { openSecret } from './secret.ts'
import { listTokensOf, spendStep } from './store.ts'

export interface CheckedCode {
  /** The token and step that the code typed belongs to, unless it was used before. */
  readonly match: CodeMatch | undefined
}

/**
 * A code of an authenticator app, after a password.
 *
 * A code counts once; whatever is not a code that counts is simply wrong.
 * For a name nobody has, and a user without an app, a code of a made-up secret is computed.
 *
 * Source: RFC 6238 §5.2; facts/entra.md §10.4.
 */
export const proveCode: ProveCeremony<string, CheckedCode> = {
  check: async (kernel, { userId }, typed) => {
    const stored = userId === null ? [] : await kernel.store.read((r) => listTokensOf(r, userId))
    const secrets = stored.map(({ token, sealed }) => ({ id: token.id, secret: openSecret(kernel, token, sealed) }))
    const matches = matchesOf(kernel, secrets.length > 0 ? secrets : [decoy(kernel)], readTypedCode(typed))
    const match = usableMatch(
      matches,
      stored.map(({ token }) => token),
    )
    return { match }
  },

  settle: async (_kernel, w, { userId }, { match }) => {
    if (!userId || !match) return { ok: false, errorCode: 500121 }
    const { scope } = await policyFor(w, 'SoftwareOath', userId)
    if (!scope.allowed) return { ok: false, errorCode: 130501, tellPerson: 'blockedByPolicy' }
    if (!(await spendStep(w, userId, match))) return { ok: false, errorCode: 500121 }
    const proof = { kind: 'softwareOath', mode: 'softwareOath', at: w.now, methodId: match.tokenId } as const
    return { ok: true, userId, proof }
  },
}

interface OpenedToken {
  readonly id: string
  readonly secret: Uint8Array
}

const decoy = (kernel: Kernel): OpenedToken => ({
  id: '',
  secret: kernel.vault.mac('oath-decoy').subarray(0, secretBytes),
})

const matchesOf = (kernel: Kernel, tokens: readonly OpenedToken[], code: string | undefined): readonly CodeMatch[] =>
  tokens.flatMap(({ id, secret }) => {
    const step = matchingStep(secret, code ?? '', kernel.clock.now())
    return step === undefined || code === undefined ? [] : [{ tokenId: id, step }]
  })
