import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser'
import type { DoneAnswer } from '../../contract/security-info.ts'
import { setBusy, showFormError } from './forms.ts'
import { passkeyObstacle } from './passkey.ts'
import { explained, texts } from './texts.ts'

/** Brings the security info pages to life: dialogs, copying, and making a passkey. */
export function enhanceSecurityInfo(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-dialog]')) openInDialog(link)
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) copyOnClick(button)
  const form = document.querySelector<HTMLFormElement>('form[data-register-passkey]')
  if (form) registerPasskey(form)
}

/** Asks on the page itself what the link would ask on a page of its own. */
function openInDialog(link: HTMLAnchorElement): void {
  const dialog = document.getElementById(link.dataset['dialog'] ?? '')
  if (!(dialog instanceof HTMLDialogElement)) return
  link.setAttribute('role', 'button')
  link.addEventListener('click', (event) => {
    event.preventDefault()
    dialog.showModal()
  })
  link.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return
    event.preventDefault()
    dialog.showModal()
  })
  for (const cancel of dialog.querySelectorAll<HTMLElement>('[data-cancel]')) {
    cancel.addEventListener('click', (event) => {
      event.preventDefault()
      dialog.close()
    })
  }
}

function copyOnClick(button: HTMLButtonElement): void {
  const label = button.textContent
  const source = document.getElementById(button.dataset['copy'] ?? '')
  if (!source || !navigator.clipboard) return
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(source.textContent.replaceAll(' ', ''))
      button.textContent = texts.copied
    } catch {
      getSelection()?.selectAllChildren(source)
      button.textContent = texts.couldNotCopy
    }
    setTimeout(() => {
      button.textContent = label
    }, 3000)
  })
}

/** Makes a passkey between two requests, then loads the page that shows it. */
function registerPasskey(form: HTMLFormElement): void {
  const obstacle = passkeyObstacle()
  form.hidden = false
  if (obstacle !== undefined) {
    form.querySelector('button')?.remove()
    showFormError(form, obstacle)
    return
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void makePasskey(form)
  })
}

async function makePasskey(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector('button')
  if (button?.hasAttribute('aria-busy')) return
  setBusy(button, true)
  showFormError(form, '')
  try {
    const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>('/security-info/passkeys/begin', {})
    const credential = await startRegistration({ optionsJSON })
    const displayName = new FormData(form).get('displayName')
    const { redirectTo } = await post<DoneAnswer>('/security-info/passkeys/finish', {
      credential,
      displayName,
    })
    location.assign(redirectTo)
  } catch (error) {
    setBusy(button, false)
    showFormError(form, explain(error))
  }
}

/** What the server refused, in its own words. */
class Refused extends Error {}

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Refused(answer.error?.message ?? texts.offline)
  return answer
}

function explain(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof TypeError) return texts.offline
  return explained(texts.createErrors, error)
}
