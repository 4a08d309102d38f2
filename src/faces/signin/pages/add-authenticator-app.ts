import { errorSummary, type FormKeys, form, submitButton, textField } from '../controls.ts'
import { html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import { qrCode } from '../qr-code.ts'
import { securityInfoTexts as texts } from '../texts.ts'

export interface NewAuthenticatorApp {
  readonly uri: string
  /** The key in base32, as it is typed. */
  readonly key: string
  readonly error?: string
}

/** Shows the key as a picture and as text, and asks for the first code. */
export function addAuthenticatorAppPage(keys: FormKeys, { uri, key, error }: NewAuthenticatorApp): PageParts {
  const groups = key.replace(/(.{4})(?=.)/g, '$1 ')
  const code = textField({
    id: 'code',
    label: texts.appCode,
    hint: texts.appCodeHint,
    autocomplete: 'one-time-code',
    attributes: html`inputmode="numeric" autocorrect="off" spellcheck="false" class="code"`,
    hasError: error !== undefined,
  })
  return {
    title: error === undefined ? texts.appTitle : `Error: ${texts.appTitle}`,
    main: html`<h1>${texts.appTitle}</h1>
${error !== undefined && errorSummary(error, 'code')}
<ol class="steps"><li><p>${texts.appScan}</p>${qrCode(uri, texts.appScanAlt)}
<p class="hint">${texts.appManual}</p><p><code id="key">${groups}</code></p>
<button class="quiet" type="button" data-copy="key" hidden>${texts.copy}</button></li>
<li>${form(
      keys,
      '/security-info/authenticator-apps/confirm',
      html`${code}<div class="pair">${submitButton(texts.appButton)}<a class="button quiet" href="/security-info">${texts.cancel}</a></div>`,
    )}</li></ol>`,
  }
}
