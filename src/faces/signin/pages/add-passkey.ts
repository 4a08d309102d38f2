import { type FormKeys, form, formError, submitButton, textField } from '../controls.ts'
import { html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import type { Texts } from '../texts.ts'

/** The page on which the script makes a passkey. */
export function addPasskeyPage(said: Texts, keys: FormKeys): PageParts {
  const { securityInfo: texts } = said
  const name = textField(said, {
    id: 'displayName',
    label: texts.renameField,
    hint: texts.passkeyNameHint,
    autocomplete: 'off',
    attributes: html`maxlength="64"`,
    isOptional: true,
  })
  const content = html`${formError}${name}
<div class="pair">${submitButton(texts.passkeyButton)}<a class="button quiet" href="/security-info">${texts.cancel}</a></div>`
  return {
    title: texts.passkeyTitle,
    main: html`<h1>${texts.passkeyTitle}</h1><p>${texts.passkeyLead}</p>
${form(keys, '/security-info/passkeys/begin', content, html`data-register-passkey hidden`)}
<noscript><p>${texts.passkeyNeedsScript}</p><p><a href="/security-info">${texts.cancel}</a></p></noscript>`,
  }
}
