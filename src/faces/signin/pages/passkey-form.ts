import { type FormKeys, form, formError } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { Texts } from '../texts.ts'

/**
 * The form a passkey answers with; hidden until the script is there to fill it.
 *
 * `autofill` also offers passkeys in the list under the user name; `ask` shows the one main button.
 */
export function passkeyForm(
  { signIn: texts }: Texts,
  keys: FormKeys,
  options: unknown,
  mode: 'autofill' | 'ask',
): Safe {
  if (options === undefined || options === null) return html``
  const button =
    mode === 'ask'
      ? html`<button class="primary" type="button">${texts.passkeyButton}</button>`
      : html`<p class="or">${texts.or}</p><button class="quiet" type="button">${methodIcons.fido2} ${texts.usePasskey}</button>`
  const fields = html`<input type="hidden" name="method" value="fido2"><input type="hidden" name="credential">
    ${formError}${button}`
  const extra = html`hidden data-passkey="${mode}" data-options="${JSON.stringify(options)}"`
  return html`${form(keys, '/signin/prove', fields, extra)}<noscript><p class="hint">${texts.passkeyNeedsScript}</p></noscript>`
}
