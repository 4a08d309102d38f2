import { errorSummary, type FormKeys, form, submitButton } from '../controls.ts'
import { type Fragment, html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import type { Texts } from '../texts.ts'
import { appCodeField, appKey } from './app-key.ts'

export interface NewAuthenticatorApp {
  readonly uri: string
  /** The key in base32, as it is typed. */
  readonly key: string
  readonly error?: Fragment
}

/** Shows the key as a picture and as text, and asks for the first code. */
export function addAuthenticatorAppPage(said: Texts, keys: FormKeys, app: NewAuthenticatorApp): PageParts {
  const { securityInfo: texts } = said
  const { error } = app
  return {
    title: error === undefined ? texts.appTitle : said.signIn.errorTitle(texts.appTitle),
    main: html`<h1>${texts.appTitle}</h1>
${error !== undefined && errorSummary(said, error, 'code')}
<ol class="steps"><li>${appKey(said, app)}</li>
<li>${form(
      keys,
      '/security-info/authenticator-apps/confirm',
      html`${appCodeField(said, error !== undefined)}<div class="pair">${submitButton(texts.appButton)}<a class="button quiet" href="/security-info">${texts.cancel}</a></div>`,
    )}</li></ol>`,
  }
}
