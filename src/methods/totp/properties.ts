import { modified } from '../../audit/rules.ts'
import type { OathToken } from './rules.ts'

/** What a record tells of a token before and after; never its secret. */
export const tokenProperties = (before: OathToken | undefined, after: OathToken | undefined) => [
  modified('SoftwareOathAuthenticationMethod.Id', before?.id, after?.id),
  modified('SoftwareOathAuthenticationMethod.DisplayName', before?.displayName, after?.displayName),
]
