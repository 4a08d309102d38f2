import { errorSummary, form, submitButton, textField } from '../controls.ts'
import { html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import { problemSaid } from '../said.ts'
import type { StepView } from './step.ts'

/** Asks for a new password before the sign-in goes on. */
export function changePasswordPage({ step, csrf, missing, texts: said }: StepView<'changePassword'>): PageParts {
  const { signIn: texts } = said
  const error = missing ?? (step.error && problemSaid(said, step.error))
  const field = textField(said, {
    id: 'newPassword',
    label: texts.newPasswordField,
    hint: texts.newPasswordHint,
    type: 'password',
    autocomplete: 'new-password',
    isFirst: true,
    hasError: error !== undefined,
  })
  return {
    title: texts.newPasswordTitle,
    main: html`<h1>${texts.newPasswordTitle}</h1><p class="who"><span class="name">${step.userPrincipalName}</span></p>
<p>${texts.newPasswordLead}</p>
${error !== undefined && errorSummary(said, error, 'newPassword')}
${form({ csrf, version: step.version }, '/signin/change-password', html`${field}${submitButton(texts.savePassword)}`)}`,
  }
}
