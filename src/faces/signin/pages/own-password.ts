import { errorSummary, type FormKeys, form, submitButton, textField } from '../controls.ts'
import { type Fragment, html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import type { Texts } from '../texts.ts'

/** A field of the form that was refused, with what to say about it. */
export interface FieldError {
  readonly field: 'currentPassword' | 'newPassword'
  readonly message: Fragment
}

/** Asks for the current password and the one to have from now on. */
export function ownPasswordPage(
  texts: Texts,
  keys: FormKeys,
  userPrincipalName: string,
  error?: FieldError,
): PageParts {
  const { securityInfo, signIn } = texts
  const title = securityInfo.passwordTitle
  const current = textField(texts, {
    id: 'currentPassword',
    label: securityInfo.currentPassword,
    type: 'password',
    autocomplete: 'current-password',
    isFirst: error?.field !== 'newPassword',
    hasError: error?.field === 'currentPassword',
  })
  const next = textField(texts, {
    id: 'newPassword',
    label: signIn.newPasswordField,
    hint: signIn.newPasswordHint,
    type: 'password',
    autocomplete: 'new-password',
    isFirst: error?.field === 'newPassword',
    hasError: error?.field === 'newPassword',
  })
  const name = html`<input type="text" value="${userPrincipalName}" autocomplete="username" hidden>`
  const buttons = html`<div class="pair">${submitButton(securityInfo.save)}<a class="button quiet" href="/security-info">${securityInfo.cancel}</a></div>`
  return {
    title: error ? signIn.errorTitle(title) : title,
    main: html`<h1>${title}</h1>${error && errorSummary(texts, error.message, error.field)}
${form(keys, '/security-info/password', html`${name}${current}${next}${buttons}`)}`,
  }
}
