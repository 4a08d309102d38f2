import { comparisonKey } from '../../base/text.ts'

/**
 * What the log calls a method, and the column that says that it is among the steps of a sign-in.
 *
 * A column of its own for each, so that an index over it holds its sign-ins alone, in the order of time.
 */
export const stepColumns = {
  'Temporary Access Pass': 'with_temporary_access_pass',
  'Passkey (FIDO2)': 'with_passkey',
  'OATH verification code': 'with_oath_code',
  Password: 'with_password',
  'Previously satisfied': 'with_previously_satisfied',
  'Client secret': 'with_client_secret',
} as const satisfies Readonly<Record<string, `with_${string}`>>

export type MethodWord = keyof typeof stepColumns
export type StepColumn = (typeof stepColumns)[MethodWord]

export const methodWords = Object.keys(stepColumns) as readonly MethodWord[]

/** A method as it stands in `methods_used`, between bars. */
export const usedMark = (method: MethodWord): string => `|${comparisonKey(method)}|`

/** The columns that a sign-in is found by its methods with: 1 for each among its steps, and those that proved something. */
export function columnsOfSteps(steps: readonly string[], used: readonly string[]) {
  const proved = methodWords.filter((method) => used.includes(method))
  const columns = methodWords.map((method) => [stepColumns[method], steps.includes(method) ? 1 : null] as const)
  return {
    ...(Object.fromEntries(columns) as Readonly<Record<StepColumn, 1 | null>>),
    methods_used: proved.length > 0 ? proved.map(usedMark).join('') : null,
  }
}
