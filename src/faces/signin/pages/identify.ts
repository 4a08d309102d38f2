import { errorSummary, form, submitButton, textField } from '../controls.ts'
import { html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import { signInTexts as texts } from '../texts.ts'
import { passkeyForm } from './passkey-form.ts'
import type { StepView } from './step.ts'

/** Asks who it is; a passkey may answer without a name. */
export function identifyPage({ step, tenantName, csrf, missing }: StepView<'identify'>): PageParts {
  const keys = { csrf, version: step.version }
  const error = missing ?? step.error?.message
  const name = textField({
    id: 'userPrincipalName',
    label: texts.userName,
    hint: texts.userNameHint,
    autocomplete: 'username webauthn',
    attributes: html`inputmode="email" autocapitalize="none" spellcheck="false" maxlength="320"`,
    isFirst: true,
    hasError: error !== undefined,
  })
  return {
    title: texts.title,
    main: html`<h1>${texts.title}</h1><p class="lead">${texts.signInTo(tenantName)}</p>
${error !== undefined && errorSummary(error, 'userPrincipalName')}
${form(keys, '/signin/identify', html`${name}${submitButton(texts.next)}`)}
${passkeyForm(keys, step.passkeyOptions, 'autofill')}`,
  }
}
