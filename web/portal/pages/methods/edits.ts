import type { MethodSettings, Target } from '../../api/methods-policy.ts'

export const everybodyId = 'all_users'

type Name = keyof MethodSettings

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether two values say the same: lists in any order, targets by what they name. */
export function isSame(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    const [one, other] = [left.map(keyOf).sort(), right.map(keyOf).sort()]
    return JSON.stringify(one) === JSON.stringify(other)
  }
  if (isObject(left) && isObject(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]))
  }
  return left === right
}

const keyOf = (item: unknown): string =>
  isObject(item)
    ? `${item['targetType']} ${item['id']} ${item['targetedAuthenticationMethod'] ?? ''}`
    : JSON.stringify(item)

/** The names whose values were edited to something else than what is there. */
export const changedNames = <Settings extends object>(
  there: Settings,
  edits: Partial<Settings>,
): readonly (keyof Settings)[] =>
  (Object.keys(edits) as (keyof Settings)[]).filter((name) => !isSame(there[name], edits[name]))

/** Only those of the names. */
export const pick = <Settings extends object>(settings: Settings, names: readonly (keyof Settings)[]) =>
  Object.fromEntries(names.map((name) => [name, settings[name]])) as Partial<Settings>

/** Whether somebody who was covered before may not be any more. */
export function coversFewer(there: MethodSettings, edits: Partial<MethodSettings>): boolean {
  const after = { ...there, ...edits }
  const isIn = (list: readonly Target[]) => (target: Target) =>
    list.some(({ id, targetType }) => id === target.id && targetType === target.targetType)
  const isForAll = after.includeTargets.some(({ id }) => id === everybodyId)
  const isNarrowed = !isForAll && !there.includeTargets.every(isIn(after.includeTargets))
  const isExcluding = !after.excludeTargets.every(isIn(there.excludeTargets))
  const administrators: Name = '@latchkey.administratorsExcluded'
  return isNarrowed || isExcluding || (after[administrators] === true && there[administrators] !== true)
}

/** Lines of a text, trimmed and in lower case, each once and none empty. */
export const linesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((line) => line.toLowerCase())
      .filter((line) => line !== ''),
  ),
]

/** Whether a text has the form of an AAGUID. */
export const isAaGuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
