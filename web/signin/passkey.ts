import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'
import { setBusy, showFormError } from './forms.ts'
import { explained, texts } from './texts.ts'

/** Brings the passkey form of the page to life: by its button, and by the list under the user name. */
export function enhancePasskeyForm(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-passkey]')
  if (!form) return
  const isAutofill = form.dataset['passkey'] === 'autofill'
  const obstacle = passkeyObstacle()
  if (obstacle !== undefined) {
    form.hidden = isAutofill
    form.querySelector('button')?.remove()
    showFormError(form, obstacle)
    return
  }
  const options: PublicKeyCredentialRequestOptionsJSON = JSON.parse(form.dataset['options'] ?? '{}')
  form.hidden = false
  form.querySelector('button')?.addEventListener('click', () => void ask(form, options))
  if (isAutofill) void offerAutofill(form, options)
}

/** Brings the form to life in which a passkey is made during a sign-in. */
export function enhanceNewPasskeyForm(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-create-passkey]')
  if (!form) return
  form.hidden = false
  const obstacle = passkeyObstacle()
  if (obstacle !== undefined) {
    form.querySelector('button')?.remove()
    showFormError(form, obstacle)
    return
  }
  const options: PublicKeyCredentialCreationOptionsJSON = JSON.parse(form.dataset['options'] ?? '{}')
  form.addEventListener('submit', (event) => {
    const field = form.elements.namedItem('credential')
    if (field instanceof HTMLInputElement && field.value !== '') return
    event.preventDefault()
    event.stopImmediatePropagation()
    void make(form, options)
  })
}

async function make(form: HTMLFormElement, optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<void> {
  const button = form.querySelector('button')
  if (button?.hasAttribute('aria-busy')) return
  setBusy(button, true)
  showFormError(form, '')
  try {
    send(form, await startRegistration({ optionsJSON }))
  } catch (error) {
    setBusy(button, false)
    showFormError(form, explained(texts.createErrors, error))
  }
}

/** Why passkeys cannot work here at all, as a sentence. */
export function passkeyObstacle(): string | undefined {
  const { origin } = document.documentElement.dataset
  if (origin !== undefined && origin !== location.origin) return texts.wrongAddress(origin)
  return browserSupportsWebAuthn() ? undefined : texts.noPasskeys
}

async function ask(form: HTMLFormElement, optionsJSON: PublicKeyCredentialRequestOptionsJSON): Promise<void> {
  const button = form.querySelector('button')
  setBusy(button, true)
  showFormError(form, '')
  try {
    send(form, await startAuthentication({ optionsJSON }))
  } catch (error) {
    setBusy(button, false)
    showFormError(form, explained(texts.useErrors, error))
  }
}

/** Offers passkeys among the browser's suggestions; failing there says nothing, for nobody asked for it. */
async function offerAutofill(form: HTMLFormElement, optionsJSON: PublicKeyCredentialRequestOptionsJSON): Promise<void> {
  if (!(await browserSupportsWebAuthnAutofill())) return
  document.addEventListener('submit', () => WebAuthnAbortService.cancelCeremony())
  try {
    send(form, await startAuthentication({ optionsJSON, useBrowserAutofill: true }))
  } catch {
    // Cancelled by the button, by another form, or by the person.
  }
}

function send(form: HTMLFormElement, credential: unknown): void {
  const field = form.elements.namedItem('credential')
  if (field instanceof HTMLInputElement) field.value = JSON.stringify(credential)
  form.requestSubmit()
}
