import { hasForbiddenCharacter, isGuid } from '../../../base/text.ts'
import { modesOf } from './modes.ts'
import type { CombinationConfiguration, StrengthSettings } from './strength.ts'

/** What is wrong with a setting, and what would be right. */
export interface Violation {
  readonly field: string
  readonly message: string
}

const longestName = 256
const longestDescription = 1500
const mostModels = 100
/** Of issuers, and of policies (facts/entra.md §6.4). */
const mostCertificateEntries = 5

/** What is wrong with a strength; empty when nothing is. */
export const strengthViolations = (settings: StrengthSettings): readonly Violation[] => [
  ...textViolations(settings),
  ...combinationViolations(settings),
  ...settings.combinationConfigurations.flatMap(configurationViolations),
  ...overlaps(settings.combinationConfigurations),
]

function* textViolations({ displayName, description }: StrengthSettings): Generator<Violation> {
  if (displayName.trim() === '' || displayName.length > longestName || hasForbiddenCharacter(displayName)) {
    const message = `displayName has to be 1 to ${longestName} characters, without control characters.`
    yield { field: 'displayName', message }
  }
  if ((description ?? '').length > longestDescription) {
    yield { field: 'description', message: `description may have ${longestDescription} characters at most.` }
  }
}

function* combinationViolations({ allowedCombinations }: StrengthSettings): Generator<Violation> {
  if (allowedCombinations.length > 0) return
  const message =
    "allowedCombinations is empty, so nobody could meet it. Name at least one combination, such as 'fido2'."
  yield { field: 'allowedCombinations', message }
}

/** What is wrong with one restriction. */
function configurationViolations(configuration: CombinationConfiguration): readonly Violation[] {
  return [...applicationViolations(configuration), ...listViolations(configuration)]
}

function* applicationViolations({ kind, appliesToCombinations }: CombinationConfiguration): Generator<Violation> {
  const field = 'appliesToCombinations'
  if (appliesToCombinations.length === 0) {
    yield { field, message: `${field} is empty; name the combinations that the restriction is for.` }
  }
  const strange = appliesToCombinations.find(
    (combination) => !modesOf(combination).some((mode) => mode.startsWith(kind)),
  )
  if (strange !== undefined) {
    const what = kind === 'fido2' ? 'security keys' : 'certificates'
    yield { field, message: `'${strange}' has nothing to do with ${what}, so this restriction cannot apply to it.` }
  }
}

function listViolations(configuration: CombinationConfiguration): readonly Violation[] {
  if (configuration.kind === 'fido2') {
    return [...entries('allowedAAGUIDs', configuration.allowedAAGUIDs, isGuid, 'the AAGUID of a model', mostModels, 1)]
  }
  const { allowedIssuerSkis, allowedPolicyOIDs } = configuration
  const least = allowedIssuerSkis.length + allowedPolicyOIDs.length === 0 ? 1 : 0
  return [
    ...entries(
      'allowedIssuerSkis',
      allowedIssuerSkis,
      isKeyIdentifier,
      'a subject key identifier',
      mostCertificateEntries,
      least,
    ),
    ...entries(
      'allowedPolicyOIDs',
      allowedPolicyOIDs,
      isObjectIdentifier,
      'an object identifier',
      mostCertificateEntries,
    ),
  ]
}

const isKeyIdentifier = (text: string): boolean => /^(?:[0-9a-f]{2}){8,64}$/i.test(text)
const isObjectIdentifier = (text: string): boolean => text.length <= 128 && /^[0-2](?:\.\d{1,39})+$/.test(text)

function* entries(
  field: string,
  list: readonly string[],
  isRight: (text: string) => boolean,
  what: string,
  most: number,
  least = 0,
): Generator<Violation> {
  if (list.length < least || list.length > most) {
    yield { field, message: `${field} has ${list.length} entries; it may have ${Math.max(least, 1)} to ${most}.` }
  }
  const wrong = list.find((text) => !isRight(text))
  if (wrong !== undefined) yield { field, message: `'${wrong.slice(0, 100)}' in ${field} is not ${what}.` }
}

function* overlaps(configurations: readonly CombinationConfiguration[]): Generator<Violation> {
  const named = configurations.flatMap(({ kind, appliesToCombinations }) =>
    [...new Set(appliesToCombinations)].map((combination) => `${kind} ${combination}`),
  )
  const twice = named.find((name, index) => named.indexOf(name) !== index)
  if (twice === undefined) return
  const combination = twice.slice(twice.indexOf(' ') + 1)
  const message = `'${combination}' has a restriction of this kind already; change that one instead of adding another.`
  yield { field: 'appliesToCombinations', message }
}
