import type { HandOutPayload } from './payload.ts'

/** What the script of a hand-out finds in its file, in the open. */
export interface HandOutFile {
  readonly jwe: string
  readonly locale: string
  readonly timeZone: string
  readonly words: {
    readonly open: string
    readonly opening: string
    readonly wrong: string
    readonly unsupported: string
    readonly sheet: string
    readonly for: string
    readonly userName: string
    readonly address: string
    readonly from: string
    readonly until: string
    readonly oneTime: string
    readonly multiUse: string
    readonly steps: readonly string[]
    readonly keep: string
  }
}

/**
 * The whole script of a hand-out: asks for the password, decrypts with WebCrypto alone and writes the sheets.
 *
 * It is written into the file as it stands, so it may use nothing from outside of itself.
 */
export function openHandOut(): void {
  const find = (id: string): HTMLElement => {
    const element = document.getElementById(id)
    if (element === null) throw new Error(`The file is damaged: ${id} is missing`)
    return element
  }
  const file: HandOutFile = JSON.parse(find('hand-out').textContent)
  const { words } = file
  const form = find('form')
  const password = find('password') as HTMLInputElement
  const button = find('open')
  const message = find('message')

  const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (symbol) => symbol.charCodeAt(0))

  const decrypt = async (typed: string): Promise<HandOutPayload> => {
    const utf8 = new TextEncoder()
    const [protectedHeader = '', key = '', iv = '', text = '', tag = ''] = file.jwe.split('.')
    const { alg, p2s, p2c } = JSON.parse(new TextDecoder().decode(bytesOf(protectedHeader)))
    const salt = new Uint8Array([...utf8.encode(alg), 0, ...bytesOf(p2s)])
    const given = await crypto.subtle.importKey('raw', utf8.encode(typed.normalize('NFC')), 'PBKDF2', false, [
      'deriveKey',
    ])
    const wrapping = await crypto.subtle.deriveKey(
      { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: p2c },
      given,
      { name: 'AES-KW', length: 256 },
      false,
      ['unwrapKey'],
    )
    const content = await crypto.subtle.unwrapKey('raw', bytesOf(key), wrapping, 'AES-KW', 'AES-GCM', false, [
      'decrypt',
    ])
    const sealed = new Uint8Array([...bytesOf(text), ...bytesOf(tag)])
    const terms = { name: 'AES-GCM', iv: bytesOf(iv), additionalData: utf8.encode(protectedHeader) }
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(terms, content, sealed)))
  }

  const moments = new Intl.DateTimeFormat(file.locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: file.timeZone,
    timeZoneName: 'short',
  })

  const made = (name: string, text: string, part = ''): HTMLElement => {
    const element = document.createElement(name)
    element.textContent = text
    if (part) element.className = part
    return element
  }

  const sheetOf = (payload: HandOutPayload, pass: HandOutPayload['passes'][number]): HTMLElement => {
    const sheet = document.createElement('article')
    const code = pass.temporaryAccessPass.match(/.{1,4}/g) ?? []
    const facts = document.createElement('dl')
    const told = [
      [words.for, pass.displayName],
      [words.userName, pass.userPrincipalName],
      [words.address, payload.signInAddress],
      [words.from, moments.format(new Date(pass.startDateTime))],
      [words.until, moments.format(new Date(pass.endDateTime))],
    ] as const
    for (const [term, fact] of told) facts.append(made('dt', term), made('dd', fact))
    const steps = document.createElement('ol')
    for (const step of words.steps) steps.append(made('li', step))
    sheet.append(
      made('p', payload.organization, 'organization'),
      made('h2', words.sheet),
      made('p', code.join(' '), 'code'),
      made('p', pass.isUsableOnce ? words.oneTime : words.multiUse),
      facts,
      steps,
      made('p', words.keep),
    )
    return sheet
  }

  const open = async () => {
    button.textContent = words.opening
    message.textContent = ''
    try {
      const payload = await decrypt(password.value)
      for (const pass of payload.passes) find('sheets').append(sheetOf(payload, pass))
      find('locked').remove()
      find('print').hidden = false
      find('title').focus()
    } catch {
      message.textContent = words.wrong
      button.textContent = words.open
      password.select()
    }
    password.value = ''
  }

  find('print').addEventListener('click', () => window.print())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void open()
  })
  if (globalThis.crypto?.subtle === undefined) {
    message.textContent = words.unsupported
    form.hidden = true
  }
}
