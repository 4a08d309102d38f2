/** What is wrong with a policy, and what would be right. */
export interface Violation {
  readonly field: string
  readonly message: string
}

export const violation = (field: string, message: string): Violation => ({ field, message })
