import { acceptingLockOut } from '../../policies/revision/service.ts'
import type { GraphRoute } from './router.ts'

type Handle = GraphRoute['handle']

const preference = 'allow-administrator-lockout'

/**
 * The handler of a change that may lock out every administrator, which is refused unless the caller prefers it.
 *
 * Source: RFC 7240 §2, §3.
 */
export const acceptingPreference =
  (handle: Handle): Handle =>
  async (kernel, request) => {
    const isPreferred = (request.headers['prefer'] ?? '')
      .split(/[,;]/)
      .some((one) => one.trim().toLowerCase() === preference)
    if (!isPreferred) return handle(kernel, request)
    const response = await handle(acceptingLockOut(kernel), request)
    return { ...response, headers: { ...response.headers, 'preference-applied': preference } }
  }
