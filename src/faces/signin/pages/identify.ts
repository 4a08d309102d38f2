import { errorSummary, form, submitButton, textField } from '../controls.ts'
import { html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import { problemSaid } from '../said.ts'
import { passkeyForm } from './passkey-form.ts'
import type { StepView } from './step.ts'

/** Asks who it is; a passkey may answer without a name. */
export function identifyPage(view: StepView<'identify'>): PageParts {
  const { step, tenantName, csrf, missing } = view
  const { signIn: texts } = view.texts
  const keys = { csrf, version: step.version }
  const error = missing ?? (step.error && problemSaid(view.texts, step.error))
  const name = textField(view.texts, {
    id: 'userPrincipalName',
    label: texts.userName,
    hint: view.userNameHint ?? texts.userNameHint,
    autocomplete: 'username webauthn',
    attributes: html`inputmode="email" autocapitalize="none" spellcheck="false" maxlength="320"`,
    isFirst: true,
    hasError: error !== undefined,
  })
  return {
    title: texts.title,
    main: html`<h1>${texts.title}</h1><p class="lead">${texts.signInTo(tenantName)}</p>
${error !== undefined && errorSummary(view.texts, error, 'userPrincipalName')}
${form(keys, '/signin/identify', html`${name}${submitButton(texts.next)}`)}
${passkeyForm(view.texts, keys, step.passkeyOptions, 'autofill')}`,
  }
}
