import type { CreateUserBody } from '../../../../../contract/graph/user.ts'
import type { Picked } from '../../../api/directory-search.ts'
import { dayStart } from '../search.ts'

/** What is typed into the form for a new user. */
export interface Draft {
  readonly displayName: string
  /** Before the @. */
  readonly userName: string
  readonly domain: string
  readonly hasPassword: boolean
  readonly givenName: string
  readonly surname: string
  readonly jobTitle: string
  readonly department: string
  /** `2026-12-31`, a day in the reader's zone. */
  readonly hireDate: string
  readonly usageLocation: string
  readonly manager: readonly Picked[]
  readonly groups: readonly Picked[]
}

export const emptyDraft: Draft = {
  displayName: '',
  userName: '',
  domain: '',
  hasPassword: false,
  givenName: '',
  surname: '',
  jobTitle: '',
  department: '',
  hireDate: '',
  usageLocation: '',
  manager: [],
  groups: [],
}

const optional = ['givenName', 'surname', 'jobTitle', 'department', 'usageLocation'] as const

/** The body that creates the user; what was left empty is not in it. */
export function bodyOf(draft: Draft, domain: string, password: string | undefined): CreateUserBody {
  const given = optional.flatMap((name) => (draft[name].trim() === '' ? [] : [[name, draft[name].trim()] as const]))
  return {
    displayName: draft.displayName.trim(),
    userPrincipalName: `${draft.userName.trim()}@${domain}`,
    ...Object.fromEntries(given),
    ...(draft.hireDate !== '' && { employeeHireDate: dayStart(draft.hireDate) }),
    ...(password !== undefined && { passwordProfile: { password, forceChangePasswordNextSignIn: true } }),
  }
}
