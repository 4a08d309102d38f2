import { form, submitButton } from '../controls.ts'
import { html } from '../html.ts'
import { alertIcon } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { problemSaid } from '../said.ts'
import type { StepView } from './step.ts'

/** Nothing more can be asked; says why and what to do. */
export function blockedPage({ step, csrf, texts: said }: StepView<'blocked'>): PageParts {
  const { signIn: texts } = said
  return {
    title: texts.blockedTitle,
    main: html`<h1>${texts.blockedTitle}</h1>
<div class="notice error" role="alert">${alertIcon}<div><p>${problemSaid(said, step.error)}</p></div></div>
${form({ csrf, version: step.version }, '/signin/restart', submitButton(step.error.code === 'accessBlocked' ? texts.anotherAccount : texts.startAgain, 'quiet'))}
${step.back && html`<p><a class="button quiet" href="${step.back.path}">${texts.backTo(step.back.appName)}</a></p>`}`,
  }
}
