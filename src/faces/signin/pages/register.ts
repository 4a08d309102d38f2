import type { AddableKindName } from '../../../../contract/signin.ts'
import { errorSummary, form, formError, submitButton, textField } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { problemSaid } from '../said.ts'
import type { Texts } from '../texts.ts'
import { appCodeField, appKey } from './app-key.ts'
import type { StepView } from './step.ts'
import { whoIsAsked, whyMore } from './who-is-asked.ts'

type RegisterView = StepView<'register'>

/** Asks for a way to sign in to be added before the sign-in goes on. */
export function registerPage(view: RegisterView): PageParts {
  const { step, missing } = view
  const { signIn: texts, securityInfo } = view.texts
  const title = step.method === 'fido2' ? securityInfo.passkeyTitle : securityInfo.appTitle
  const error = missing ?? (step.error && problemSaid(view.texts, step.error))
  return {
    title,
    main: html`<h1>${title}</h1>${whoIsAsked(view)}
${step.why ? whyMore(step.why, texts.whyAdd) : html`<p>${texts.campaignLead}</p>`}
${error !== undefined && errorSummary(view.texts, error, step.method === 'softwareOath' ? 'code' : undefined)}
${step.method === 'fido2' ? newPasskey(view) : newApp(view, error !== undefined)}
${step.mayPutOff && form({ csrf: view.csrf, version: step.version }, '/signin/put-off', submitButton(texts.notNow, 'quiet'))}
${otherThings(view)}`,
  }
}

/** Hidden until the script is there to fill it. */
function newPasskey({ step, csrf, texts }: RegisterView): Safe {
  const { securityInfo, signIn } = texts
  const name = textField(texts, {
    id: 'displayName',
    label: securityInfo.renameField,
    hint: securityInfo.passkeyNameHint,
    autocomplete: 'off',
    attributes: html`maxlength="64"`,
    isOptional: true,
  })
  const fields = html`<input type="hidden" name="method" value="fido2"><input type="hidden" name="credential">
${formError}${name}${submitButton(securityInfo.passkeyButton)}`
  const extra = html`hidden data-create-passkey data-options="${JSON.stringify(step.creationOptions)}"`
  return html`<p>${securityInfo.passkeyLead}</p>${form({ csrf, version: step.version }, '/signin/register', fields, extra)}
<noscript><p>${signIn.newPasskeyNeedsScript}</p></noscript>`
}

function newApp({ step, csrf, texts: said }: RegisterView, hasError: boolean): Safe {
  const { signIn: texts, securityInfo } = said
  const keys = { csrf, version: step.version }
  const method = html`<input type="hidden" name="method" value="softwareOath">`
  if (!step.app) {
    return html`<p>${texts.appTimeOver}</p>${form(keys, '/signin/choose', html`${method}${submitButton(texts.beginAgain)}`)}`
  }
  const finish = form(
    keys,
    '/signin/register',
    html`${method}${appCodeField(said, hasError)}${submitButton(securityInfo.appButton)}`,
  )
  return html`<ol class="steps"><li>${appKey(said, step.app)}</li><li>${finish}</li></ol>`
}

const choices = ({ signIn }: Texts): Readonly<Record<AddableKindName, string>> => ({
  fido2: signIn.addPasskeyInstead,
  softwareOath: signIn.addAppInstead,
})

function otherThings({ step, csrf, texts }: RegisterView): Safe | false {
  if (step.alternatives.length === 0) return false
  const buttons = step.alternatives.map(
    (kind) =>
      html`<li><button class="choice" name="method" value="${kind}">${methodIcons[kind]} ${choices(texts)[kind]}</button></li>`,
  )
  return html`<section class="ways" aria-labelledby="ways"><h2 id="ways">${texts.signIn.otherThings}</h2>
${form({ csrf, version: step.version }, '/signin/choose', html`<ul>${buttons}</ul>`)}</section>`
}
