import type { MethodKindName } from '../../../../contract/signin.ts'
import { errorSummary, form, submitButton, textField } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { methodChoices, signInTexts as texts } from '../texts.ts'
import { passkeyForm } from './passkey-form.ts'
import type { StepView } from './step.ts'
import { whoIsAsked, whyMore } from './who-is-asked.ts'

type ProveView = StepView<'prove'>

interface Question {
  readonly title: string
  readonly fieldId?: string
  ask(view: ProveView, hasError: boolean): Safe
}

const codeAttributes = html`autocapitalize="characters" autocorrect="off" spellcheck="false" class="code"`

const questions: Readonly<Record<MethodKindName, Question>> = {
  temporaryAccessPass: {
    title: texts.passTitle,
    fieldId: 'code',
    ask: (view, hasError) =>
      answerForm(
        view,
        html`${textField({
          id: 'code',
          label: texts.passField,
          hint: texts.passHint,
          autocomplete: 'one-time-code',
          attributes: codeAttributes,
          isFirst: true,
          hasError,
        })}${submitButton(texts.signIn)}<p class="hint">${texts.passSafety}</p>`,
      ),
  },
  password: {
    title: texts.passwordTitle,
    fieldId: 'password',
    ask: (view, hasError) =>
      answerForm(
        view,
        html`<input type="text" value="${view.step.userPrincipalName}" autocomplete="username" hidden>${textField({
          id: 'password',
          label: texts.passwordField,
          type: 'password',
          autocomplete: 'current-password',
          isFirst: true,
          hasError,
        })}${submitButton(texts.signIn)}`,
      ),
  },
  softwareOath: {
    title: texts.codeTitle,
    fieldId: 'code',
    ask: (view, hasError) =>
      answerForm(
        view,
        html`${textField({
          id: 'code',
          label: texts.codeField,
          hint: texts.codeHint,
          autocomplete: 'one-time-code',
          attributes: html`inputmode="numeric" autocorrect="off" spellcheck="false" class="code"`,
          isFirst: true,
          hasError,
        })}${submitButton(texts.signIn)}`,
      ),
  },
  fido2: {
    title: texts.passkeyTitle,
    ask: ({ step, csrf }) =>
      html`<p>${texts.passkeyLead}</p>${passkeyForm({ csrf, version: step.version }, step.passkeyOptions, 'ask')}`,
  },
}

/** Asks for a proof by one method and offers the others. */
export function provePage(view: ProveView): PageParts {
  const { step, missing } = view
  const question = questions[step.method]
  const error = missing ?? step.error?.message
  return {
    title: question.title,
    main: html`<h1>${question.title}</h1>${whoIsAsked(view)}
${step.why ? whyMore(step.why, texts.whyProve) : step.factor === 2 && html`<p>${texts.secondFactor}</p>`}
${error !== undefined && errorSummary(error, question.fieldId)}
${question.ask(view, error !== undefined)}
${otherWays(view)}`,
  }
}

const answerForm = ({ step, csrf }: ProveView, content: Safe): Safe =>
  form(
    { csrf, version: step.version },
    '/signin/prove',
    html`<input type="hidden" name="method" value="${step.method}">${content}`,
  )

function otherWays({ step, csrf }: ProveView): Safe | false {
  if (step.alternatives.length === 0) return false
  const choices = step.alternatives.map(
    (kind) =>
      html`<li><button class="choice" name="method" value="${kind}">${methodIcons[kind]} ${methodChoices[kind]}</button></li>`,
  )
  return html`<section class="ways" aria-labelledby="ways"><h2 id="ways">${texts.otherWays}</h2>
${form({ csrf, version: step.version }, '/signin/choose', html`<ul>${choices}</ul>`)}</section>`
}
