import type { MethodKindName } from '../../../../contract/signin.ts'
import { errorSummary, form, submitButton, textField } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { problemSaid } from '../said.ts'
import type { Texts } from '../texts.ts'
import { passkeyForm } from './passkey-form.ts'
import type { StepView } from './step.ts'
import { whoIsAsked, whyMore } from './who-is-asked.ts'

type ProveView = StepView<'prove'>

interface Question {
  title(words: Words): string
  readonly fieldId?: string
  ask(view: ProveView, words: Words, hasError: boolean): Safe
}

type Words = Texts['signIn']

const codeAttributes = html`autocapitalize="characters" autocorrect="off" spellcheck="false" class="code"`

const questions: Readonly<Record<MethodKindName, Question>> = {
  temporaryAccessPass: {
    title: ({ passTitle }) => passTitle,
    fieldId: 'code',
    ask: (view, words, hasError) =>
      answerForm(
        view,
        html`${textField(view.texts, {
          id: 'code',
          label: words.passField,
          hint: words.passHint,
          autocomplete: 'one-time-code',
          attributes: codeAttributes,
          isFirst: true,
          hasError,
        })}${submitButton(words.signIn)}<p class="hint">${words.passSafety}</p>`,
      ),
  },
  password: {
    title: ({ passwordTitle }) => passwordTitle,
    fieldId: 'password',
    ask: (view, words, hasError) =>
      answerForm(
        view,
        html`<input type="text" value="${view.step.userPrincipalName}" autocomplete="username" hidden>${textField(
          view.texts,
          {
            id: 'password',
            label: words.passwordField,
            type: 'password',
            autocomplete: 'current-password',
            isFirst: true,
            hasError,
          },
        )}${submitButton(words.signIn)}`,
      ),
  },
  softwareOath: {
    title: ({ codeTitle }) => codeTitle,
    fieldId: 'code',
    ask: (view, words, hasError) =>
      answerForm(
        view,
        html`${textField(view.texts, {
          id: 'code',
          label: words.codeField,
          hint: words.codeHint,
          autocomplete: 'one-time-code',
          attributes: html`inputmode="numeric" autocorrect="off" spellcheck="false" class="code"`,
          isFirst: true,
          hasError,
        })}${submitButton(words.signIn)}`,
      ),
  },
  fido2: {
    title: ({ passkeyTitle }) => passkeyTitle,
    ask: ({ step, csrf, texts }, words) =>
      html`<p>${words.passkeyLead}</p>${passkeyForm(texts, { csrf, version: step.version }, step.passkeyOptions, 'ask')}`,
  },
}

/** Asks for a proof by one method and offers the others. */
export function provePage(view: ProveView): PageParts {
  const { step, missing, texts } = view
  const { signIn: words } = texts
  const question = questions[step.method]
  const title = question.title(words)
  const error = missing ?? (step.error && problemSaid(texts, step.error))
  return {
    title,
    main: html`<h1>${title}</h1>${whoIsAsked(view)}
${step.why ? whyMore(step.why, words.whyProve) : step.factor === 2 && html`<p>${words.secondFactor}</p>`}
${error !== undefined && errorSummary(texts, error, question.fieldId)}
${question.ask(view, words, error !== undefined)}
${otherWays(view)}`,
  }
}

const answerForm = ({ step, csrf }: ProveView, content: Safe): Safe =>
  form(
    { csrf, version: step.version },
    '/signin/prove',
    html`<input type="hidden" name="method" value="${step.method}">${content}`,
  )

function otherWays({ step, csrf, texts }: ProveView): Safe | false {
  if (step.alternatives.length === 0) return false
  const choices = step.alternatives.map(
    (kind) =>
      html`<li><button class="choice" name="method" value="${kind}">${methodIcons[kind]} ${texts.methodChoices[kind]}</button></li>`,
  )
  return html`<section class="ways" aria-labelledby="ways"><h2 id="ways">${texts.signIn.otherWays}</h2>
${form({ csrf, version: step.version }, '/signin/choose', html`<ul>${choices}</ul>`)}</section>`
}
