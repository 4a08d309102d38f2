import type { Fields } from './body.ts'
import { securityInfoTexts, signInTexts as texts } from './texts.ts'

const messages: Readonly<Record<string, string>> = {
  userPrincipalName: texts.userNameMissing,
  password: texts.passwordMissing,
  currentPassword: securityInfoTexts.currentPasswordMissing,
  newPassword: texts.newPasswordMissing,
}

const codeMessage = ({ method }: Fields): string => (method === 'softwareOath' ? texts.codeMissing : texts.passMissing)

/** The field that was sent empty, with what to say about it. */
export function missingField(fields: Fields): { readonly field: string; readonly message: string } | undefined {
  for (const [field, value] of Object.entries(fields)) {
    const message = field === 'code' ? codeMessage(fields) : messages[field]
    if (message !== undefined && typeof value === 'string' && value.trim() === '') return { field, message }
  }
  return undefined
}
