import type { UserMethod } from '../../../api/methods.ts'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import { endOfPass, kindOf } from './method-kinds.ts'

interface MethodWords {
  /** `Passkey`. */
  readonly kind: string
  /** What tells it from others of its kind; numbers are masked as the server masks them. */
  readonly detail: string
  /** Both: `Passkey “Laptop”`. */
  readonly name: string
}

/** What the server calls a method that nobody gave a name; it says no more than the kind does. */
const givenByServer: readonly string[] = ['Passkey', 'Authenticator app']

/** Says what a method is. */
export function useMethodWords(): (method: UserMethod) => MethodWords {
  const { passes } = useTexts()
  const format = useFormat()
  return (method) => {
    const kind = passes.kinds[kindOf(method)]
    const detail = detailOf(method)
    const tells = detail !== '' && detail !== kind && !('isUsableOnce' in method)
    return { kind, detail, name: tells ? `${kind} (${detail})` : kind }
  }

  function detailOf(method: UserMethod): string {
    if ('isUsableOnce' in method) {
      const usage = method.isUsableOnce ? passes.list.oneTime : passes.list.multiUse
      const isToCome = method.methodUsabilityReason === 'NotYetValid'
      const period = isToCome
        ? passes.list.from(format.dateTime(method.startDateTime))
        : passes.list.until(format.dateTime(endOfPass(method)))
      return `${usage}, ${period}`
    }
    if ('phoneNumber' in method) return `${passes.phoneTypes[method.phoneType]} ${method.phoneNumber}`
    if ('emailAddress' in method) return method.emailAddress
    if ('aaGuid' in method) return told(ownName(method.displayName), method.model)
    if ('secretKey' in method) return ownName(method['@latchkey.displayName'])
    return ''
  }
}

const ownName = (name: string): string => (givenByServer.includes(name) ? '' : name)

const told = (...parts: readonly (string | null)[]): string => [...new Set(parts.filter((part) => part))].join(', ')
