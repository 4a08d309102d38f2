const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** Whether a statement failed because a unique value was there already, on either database. */
export const isUniqueViolation = (error: unknown): boolean =>
  ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error))

/** Deadlock and serialisation failure: the transaction is gone and may be run again. */
export const isRetryable = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error))

const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'SQLITE_BUSY',
  'SQLITE_FULL',
  'SQLITE_IOERR',
])

/** PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shut down, starting up). */
const unavailableClass = /^(?:08|53|57P)/

/**
 * Whether the database itself does not answer, so that the same request may succeed later.
 *
 * Source: PostgreSQL, Appendix A; SQLite, Result and Error Codes.
 */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error)
  if (unavailableCodes.has(code) || unavailableClass.test(code) || code.startsWith('SQLITE_IOERR')) return true
  return (
    error instanceof Error && /^(?:Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  )
}
