import type { Fields } from './body.ts'
import type { Texts } from './texts.ts'

function missingText({ signIn, securityInfo }: Texts, field: string, { method }: Fields): string | undefined {
  switch (field) {
    case 'userPrincipalName':
      return signIn.userNameMissing
    case 'password':
      return signIn.passwordMissing
    case 'currentPassword':
      return securityInfo.currentPasswordMissing
    case 'newPassword':
      return signIn.newPasswordMissing
    case 'code':
      return method === 'softwareOath' ? signIn.codeMissing : signIn.passMissing
    default:
      return undefined
  }
}

/** The field that was sent empty, with what to say about it. */
export function missingField(
  texts: Texts,
  fields: Fields,
): { readonly field: string; readonly message: string } | undefined {
  for (const [field, value] of Object.entries(fields)) {
    const message = missingText(texts, field, fields)
    if (message !== undefined && typeof value === 'string' && value.trim() === '') return { field, message }
  }
  return undefined
}
