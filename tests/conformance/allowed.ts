import { differences } from './differences.ts'
import type { Difference } from './validator.ts'

/** Whether a difference stands in the list with its reason. */
export const allowed = ({ where, property, problem }: Difference): boolean =>
  differences.some(
    (known) =>
      known.where === where &&
      known.problem === problem &&
      (known.properties === 'any' ? !known.butNot?.includes(property) : known.properties.includes(property)),
  )
