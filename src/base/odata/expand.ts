import { Refusal } from '../refusal.ts'
import type { Expansion } from './query.ts'
import { parseSelect } from './select.ts'
import type { Navigation, ResourceShape } from './shape.ts'

const greatestLength = 2048

const refused = (what: string): Refusal => new Refusal('unsupportedQuery', `$expand: ${what}.`, { field: '$expand' })

/**
 * Reads an `$expand`, `manager($select=id,displayName),memberOf`; undefined where none came.
 *
 * Refuses with `unsupportedQuery` what the resource does not expand, and every nested option but `$select`.
 */
export function parseExpand(text: string | undefined, shape: ResourceShape): readonly Expansion[] | undefined {
  if (text === undefined) return undefined
  if (text.length > greatestLength) throw refused(`it has at most ${greatestLength} characters`)
  const expansions = partsOf(text).map((part) => expansionOf(part, shape))
  const names = expansions.map(({ navigation }) => navigation)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw refused(`'${twice}' is there twice`)
  return expansions
}

/** Cuts at the commas outside parentheses; what is nested ends in one closing parenthesis. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')') depth--
    if (depth < 0 || depth > 1)
      throw refused('parentheses are written once behind a name: manager($select=id,displayName)')
    if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  if (depth > 0) throw refused("a ')' is missing")
  return [...parts, text.slice(from)]
}

function expansionOf(part: string, shape: ResourceShape): Expansion {
  const [, name = '', nested] = /^([^()\s]*)\s*(?:\(([^()]*)\))?$/.exec(part.trim()) ?? []
  const [navigation, { shape: target }] = navigationNamed(name, part, shape)
  return { navigation, select: nestedSelect(nested, navigation, target()) }
}

function navigationNamed(name: string, part: string, shape: ResourceShape): readonly [string, Navigation] {
  const known = Object.entries(shape.expand ?? {})
  const found = known.find(([key]) => key.toLowerCase() === name.toLowerCase())
  if (found) return found
  const offered = known.length > 0 ? `it expands ${known.map(([key]) => key).join(', ')}` : 'it expands nothing'
  throw refused(`'${part.trim().slice(0, 100)}' cannot be expanded in ${shape.name}; ${offered}`)
}

function nestedSelect(nested: string | undefined, navigation: string, target: ResourceShape) {
  if (nested === undefined) return undefined
  const [, names] = /^\s*\$?select\s*=(.*)$/is.exec(nested) ?? []
  if (names === undefined || names.includes(';')) {
    throw refused(
      `${navigation}(${nested.slice(0, 100)}) is not supported; of nested options $select is: ${navigation}($select=id)`,
    )
  }
  return parseSelect(names, target)
}
