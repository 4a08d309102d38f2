import { textField } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import { qrCode } from '../qr-code.ts'
import type { Texts } from '../texts.ts'

/** The key for an authenticator app, as a picture and as text. */
export function appKey(
  { securityInfo: texts }: Texts,
  { uri, key }: { readonly uri: string; readonly key: string },
): Safe {
  const groups = key.replace(/(.{4})(?=.)/g, '$1 ')
  return html`<p>${texts.appScan}</p>${qrCode(uri, texts.appScanAlt)}
<p class="hint">${texts.appManual}</p><p><code id="key">${groups}</code></p>
<button class="quiet" type="button" data-copy="key" hidden>${texts.copy}</button>`
}

/** Where the first code of the app is typed. */
export const appCodeField = (texts: Texts, hasError: boolean): Safe =>
  textField(texts, {
    id: 'code',
    label: texts.securityInfo.appCode,
    hint: texts.securityInfo.appCodeHint,
    autocomplete: 'one-time-code',
    attributes: html`inputmode="numeric" autocorrect="off" spellcheck="false" class="code"`,
    hasError,
  })
