/** A form is sent once: its button shows that it is busy, and a second press does nothing. */
export function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return
    if (form.dataset['sent'] !== undefined) {
      event.preventDefault()
      return
    }
    form.dataset['sent'] = ''
    setBusy(event.submitter ?? form.querySelector('button'), true)
  })
  // A page brought back by the back button may be sent again.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) {
      delete form.dataset['sent']
      for (const button of form.querySelectorAll('button')) setBusy(button, false)
    }
  })
}

/** Marks a button as working; it stays focusable, so that nobody loses their place. */
export function setBusy(button: Element | null, busy: boolean): void {
  if (busy) button?.setAttribute('aria-busy', 'true')
  else button?.removeAttribute('aria-busy')
}

/** Adds a button to each password field that shows or hides what was typed. */
export function addRevealButtons(): void {
  for (const holder of document.querySelectorAll<HTMLElement>('.reveal')) {
    const input = holder.querySelector('input')
    const { show = '', hide = '', showShort = '', hideShort = '' } = holder.dataset
    if (!input) continue
    const button = document.createElement('button')
    const setShown = (shown: boolean) => {
      input.type = shown ? 'text' : 'password'
      button.textContent = shown ? hideShort : showShort
      button.setAttribute('aria-label', shown ? hide : show)
    }
    button.type = 'button'
    button.className = 'link'
    button.setAttribute('aria-controls', input.id)
    button.addEventListener('click', () => setShown(input.type === 'password'))
    input.form?.addEventListener('submit', () => setShown(false))
    setShown(false)
    holder.append(button)
  }
}

/** Shows an error in the form's own alert, which is read out when it changes. */
export function showFormError(form: HTMLFormElement, message: string): void {
  const alert = form.querySelector<HTMLElement>('[role=alert]')
  if (!alert) return
  const line = alert.querySelector('p')
  if (line) line.textContent = message
  alert.hidden = message === ''
}
