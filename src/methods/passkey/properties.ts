import { modified } from '../../audit/rules.ts'
import type { Passkey } from './rules.ts'

/** What a record tells of a passkey before and after. */
export const passkeyProperties = (before: Passkey | undefined, after: Passkey | undefined) => [
  modified('Fido2AuthenticationMethod.Id', before?.id, after?.id),
  modified('Fido2AuthenticationMethod.DisplayName', before?.displayName, after?.displayName),
  modified('Fido2AuthenticationMethod.AaGuid', before?.aaguid, after?.aaguid),
]
