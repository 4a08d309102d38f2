import { readUserAgent } from '../../audit/rules/user-agent.ts'
import type { Proof } from '../../methods/rules.ts'
import type { StrengthProof } from '../../policies/authentication-strengths/rules.ts'

const platforms = [
  ['Windows', 'windows'],
  ['MacOs', 'macOS'],
  ['Linux', 'linux'],
  ['Android', 'android'],
  ['Ios', 'iOS'],
] as const

/** The platform a user agent says it runs on, in the words of policies; null where it says none that they know. */
export function platformOf(userAgent: string): (typeof platforms)[number][1] | null {
  const { operatingSystem } = readUserAgent(userAgent)
  return platforms.find(([name]) => operatingSystem.startsWith(name))?.[1] ?? null
}

/** Proofs as strengths count them; `models` are the AAGUIDs of the person's passkeys by their ids. */
export const strengthProofs = (
  proofs: readonly Proof[],
  models: ReadonlyMap<string, string>,
): readonly StrengthProof[] =>
  proofs.map(({ kind, mode, methodId }) => ({
    mode,
    ...(kind === 'fido2' && { aaguid: models.get(methodId) }),
  }))
