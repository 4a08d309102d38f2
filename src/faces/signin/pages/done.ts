import { html } from '../html.ts'
import { doneIcon } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import type { StepView } from './step.ts'

/**
 * Goes on by itself, or by a link.
 *
 * A page in between ends the form's chain of redirects, which `form-action 'self'` would not let leave for an application.
 */
export function donePage({ step, texts: { signIn: texts } }: StepView<'done'>): PageParts {
  return {
    title: texts.doneTitle,
    goTo: step.redirectTo,
    main: html`<h1>${texts.doneTitle}</h1><div class="notice good" role="status">${doneIcon}<div><p>${texts.doneLead}</p></div></div>
<p><a class="button primary" href="${step.redirectTo}">${texts.goOn}</a></p>`,
  }
}
