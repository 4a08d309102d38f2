import type { MethodSettings, Target } from '../../api/methods-policy.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { changedNames } from './edits.ts'

type Row = readonly [name: string, before: string, after: string]

/** Says what edits change, each in a sentence. */
export function useChangeWords(nameOf: (id: string) => string) {
  const { policies, shared } = useTexts()
  const format = useFormat()
  const { pass, passkey } = policies
  const yes = (value: boolean | undefined) => (value ? shared.yes : shared.no)
  const list = (targets: readonly Target[]) => targets.map(({ id }) => nameOf(id)).join(', ') || shared.none
  const second = (settings: MethodSettings) => {
    const only = settings['@latchkey.secondFactorOnly']
    return only?.state === 'enabled' ? nameOf(only.includeTarget.id) : shared.off
  }
  const keys = ({ keyRestrictions: keys }: MethodSettings) =>
    keys?.isEnforced ? `${passkey[keys.enforcementType]}, ${passkey.count(keys.aaGuids.length)}` : shared.off
  const alphabet = (settings: MethodSettings) => pass.alphabets[settings['@latchkey.passcodeAlphabet'] ?? 'full']
  const words: Readonly<Record<keyof MethodSettings, (one: MethodSettings) => readonly [string, string]>> = {
    state: ({ state }) => [policies.enable, yes(state === 'enabled')],
    includeTargets: ({ includeTargets }) => [policies.include, list(includeTargets)],
    excludeTargets: ({ excludeTargets }) => [policies.exclude, list(excludeTargets)],
    minimumLifetimeInMinutes: (one) => lifetime('minimumLifetimeInMinutes', one),
    maximumLifetimeInMinutes: (one) => lifetime('maximumLifetimeInMinutes', one),
    defaultLifetimeInMinutes: (one) => lifetime('defaultLifetimeInMinutes', one),
    defaultLength: ({ defaultLength = 0 }) => [pass.defaultLength, String(defaultLength)],
    isUsableOnce: ({ isUsableOnce }) => [pass.isUsableOnce, yes(isUsableOnce)],
    '@latchkey.passcodeAlphabet': (one) => [pass.alphabet, alphabet(one)],
    '@latchkey.passcodeGrowsWithLifetime': (one) => [pass.grow, yes(one['@latchkey.passcodeGrowsWithLifetime'])],
    '@latchkey.secondFactorOnly': (one) => [pass.secondFactorOnly, second(one)],
    '@latchkey.administratorsExcluded': (one) => [
      policies.administratorsExcluded,
      yes(one['@latchkey.administratorsExcluded']),
    ],
    isSelfServiceRegistrationAllowed: (one) => [
      passkey.isSelfServiceRegistrationAllowed,
      yes(one.isSelfServiceRegistrationAllowed),
    ],
    isAttestationEnforced: (one) => [passkey.isAttestationEnforced, yes(one.isAttestationEnforced)],
    keyRestrictions: (one) => [passkey.restrictions, keys(one)],
  }
  function lifetime(field: keyof typeof words & keyof typeof pass, one: MethodSettings): readonly [string, string] {
    const minutes = one[field]
    return [String(pass[field]), typeof minutes === 'number' ? format.duration(minutes) : '']
  }
  return (there: MethodSettings, edits: Partial<MethodSettings>): readonly string[] =>
    changedNames(there, edits)
      .map((name): Row => {
        const [title, before] = words[name](there)
        return [title, before, words[name]({ ...there, ...edits })[1]]
      })
      .map((row) => policies.changes.row(...row))
}
