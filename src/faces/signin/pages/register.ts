import type { AddableKindName } from '../../../../contract/signin.ts'
import { errorSummary, form, submitButton, textField } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { securityInfoTexts, signInTexts as texts } from '../texts.ts'
import { appCodeField, appKey } from './app-key.ts'
import type { StepView } from './step.ts'
import { whoIsAsked, whyMore } from './who-is-asked.ts'

type RegisterView = StepView<'register'>

/** Asks for a way to sign in to be added before the sign-in goes on. */
export function registerPage(view: RegisterView): PageParts {
  const { step, missing } = view
  const title = step.method === 'fido2' ? securityInfoTexts.passkeyTitle : securityInfoTexts.appTitle
  const error = missing ?? step.error?.message
  return {
    title,
    main: html`<h1>${title}</h1>${whoIsAsked(view)}
${step.why ? whyMore(step.why, texts.whyAdd) : html`<p>${texts.campaignLead}</p>`}
${error !== undefined && errorSummary(error, step.method === 'softwareOath' ? 'code' : undefined)}
${step.method === 'fido2' ? newPasskey(view) : newApp(view, error !== undefined)}
${step.mayPutOff && form({ csrf: view.csrf, version: step.version }, '/signin/put-off', submitButton(texts.notNow, 'quiet'))}
${otherThings(view)}`,
  }
}

/** Hidden until the script is there to fill it. */
function newPasskey({ step, csrf }: RegisterView): Safe {
  const name = textField({
    id: 'displayName',
    label: securityInfoTexts.renameField,
    hint: securityInfoTexts.passkeyNameHint,
    autocomplete: 'off',
    attributes: html`maxlength="64"`,
    isOptional: true,
  })
  const fields = html`<input type="hidden" name="method" value="fido2"><input type="hidden" name="credential">
<div class="notice error" role="alert" hidden></div>${name}${submitButton(securityInfoTexts.passkeyButton)}`
  const extra = html`hidden data-create-passkey data-options="${JSON.stringify(step.creationOptions)}"`
  return html`<p>${securityInfoTexts.passkeyLead}</p>${form({ csrf, version: step.version }, '/signin/register', fields, extra)}
<noscript><p>${texts.newPasskeyNeedsScript}</p></noscript>`
}

function newApp({ step, csrf }: RegisterView, hasError: boolean): Safe {
  const keys = { csrf, version: step.version }
  const method = html`<input type="hidden" name="method" value="softwareOath">`
  if (!step.app) {
    return html`<p>${texts.appTimeOver}</p>${form(keys, '/signin/choose', html`${method}${submitButton(texts.beginAgain)}`)}`
  }
  const finish = form(
    keys,
    '/signin/register',
    html`${method}${appCodeField(hasError)}${submitButton(securityInfoTexts.appButton)}`,
  )
  return html`<ol class="steps"><li>${appKey(step.app)}</li><li>${finish}</li></ol>`
}

const choices: Readonly<Record<AddableKindName, string>> = {
  fido2: texts.addPasskeyInstead,
  softwareOath: texts.addAppInstead,
}

function otherThings({ step, csrf }: RegisterView): Safe | false {
  if (step.alternatives.length === 0) return false
  const buttons = step.alternatives.map(
    (kind) =>
      html`<li><button class="choice" name="method" value="${kind}">${methodIcons[kind]} ${choices[kind]}</button></li>`,
  )
  return html`<section class="ways" aria-labelledby="ways"><h2 id="ways">${texts.otherThings}</h2>
${form({ csrf, version: step.version }, '/signin/choose', html`<ul>${buttons}</ul>`)}</section>`
}
