import type { HttpServer } from '../../src/main/server.ts'

/** What came back for a page or a form. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

type Fields = Readonly<Record<string, string>>

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' }
const decoded = (text: string) => text.replace(/&([a-z]+|#\d+);/g, (whole, name: string) => entities[name] ?? whole)

/** A browser that knows cookies, forms and redirects, and no script; what its own pages say it sends back. */
export class FormBrowser {
  readonly #server: HttpServer
  readonly cookies = new Map<string, string>()
  #page: Answer = { status: 0, headers: {}, body: '' }

  constructor(server: HttpServer) {
    this.#server = server
  }

  get page(): Answer {
    return this.#page
  }

  get title(): string {
    return decoded(/<title>(.*?)<\/title>/s.exec(this.#page.body)?.[1] ?? '')
  }

  /** What the page says went wrong. */
  get alert(): string {
    const alert = /<div class="notice error" role="alert"(?! hidden)[^>]*>.*?<div>(.*?)<\/div>/s.exec(this.#page.body)
    return decoded((alert?.[1] ?? '').replace(/<[^>]*>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim()
  }

  /** The hidden fields of the page's form that goes to the address. */
  hiddenFields(action: string): Fields {
    const forms = [...this.#page.body.matchAll(/<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs)]
    const found = forms.find(([, to = '']) => decoded(to) === action)
    if (!found) throw new Error(`The page '${this.title}' has no form to ${action}`)
    const inputs = [...(found[2] ?? '').matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?>/g)]
    return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, decoded(value)]))
  }

  /** Opens an address and follows redirects to the page at their end. */
  async open(path: string): Promise<Answer> {
    return this.#follow(await this.request('GET', path))
  }

  /** Fills in the page's form to the address, sends it and follows. */
  async submit(action: string, fields: Fields = {}): Promise<Answer> {
    return this.#follow(await this.post(action, { ...this.hiddenFields(action), ...fields }))
  }

  /** Sends fields as they are and does not follow. */
  post(path: string, fields: Fields | string, headers: Fields = {}): Promise<Answer> {
    const payload = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    return this.request('POST', path, { ...form, ...headers }, payload)
  }

  async request(method: 'GET' | 'POST', path: string, headers: Fields = {}, payload?: string): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.#server.inject({
      method,
      url: path,
      headers: { accept: 'text/html', cookie, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const { name, value, maxAge } of response.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (value === '' || maxAge === 0) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return { status: response.statusCode, headers: response.headers, body: response.body }
  }

  async #follow(answer: Answer, hops = 5): Promise<Answer> {
    const { location } = answer.headers
    if (answer.status < 300 || answer.status > 399 || typeof location !== 'string' || hops === 0) {
      this.#page = answer
      return answer
    }
    return this.#follow(await this.request('GET', location), hops - 1)
  }

  /** Signs in by forms: the name, then the pass. */
  async signInWithPass(userPrincipalName: string, code: string): Promise<Answer> {
    await this.open('/signin')
    await this.submit('/signin/identify', { userPrincipalName })
    return this.submit('/signin/prove', { code })
  }

  /** Signs in by forms with the password, which is asked for where it is not asked by itself. */
  async signInWithPassword(userPrincipalName: string, password: string): Promise<Answer> {
    await this.open('/signin')
    await this.submit('/signin/identify', { userPrincipalName })
    if (this.hiddenFields('/signin/prove')['method'] !== 'password') {
      await this.submit('/signin/choose', { method: 'password' })
    }
    return this.submit('/signin/prove', { password })
  }
}
