import { errorSummary, type FormKeys, form, submitButton, textField } from '../controls.ts'
import { html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import { securityInfoTexts, signInTexts } from '../texts.ts'

/** A field of the form that was refused, with what to say about it. */
export interface FieldError {
  readonly field: 'currentPassword' | 'newPassword'
  readonly message: string
}

/** Asks for the current password and the one to have from now on. */
export function ownPasswordPage(keys: FormKeys, userPrincipalName: string, error?: FieldError): PageParts {
  const title = securityInfoTexts.passwordTitle
  const current = textField({
    id: 'currentPassword',
    label: securityInfoTexts.currentPassword,
    type: 'password',
    autocomplete: 'current-password',
    isFirst: error?.field !== 'newPassword',
    hasError: error?.field === 'currentPassword',
  })
  const next = textField({
    id: 'newPassword',
    label: signInTexts.newPasswordField,
    hint: signInTexts.newPasswordHint,
    type: 'password',
    autocomplete: 'new-password',
    isFirst: error?.field === 'newPassword',
    hasError: error?.field === 'newPassword',
  })
  const name = html`<input type="text" value="${userPrincipalName}" autocomplete="username" hidden>`
  const buttons = html`<div class="pair">${submitButton(securityInfoTexts.save)}<a class="button quiet" href="/security-info">${securityInfoTexts.cancel}</a></div>`
  return {
    title: error ? signInTexts.errorTitle(title) : title,
    main: html`<h1>${title}</h1>${error && errorSummary(error.message, error.field)}
${form(keys, '/security-info/password', html`${name}${current}${next}${buttons}`)}`,
  }
}
