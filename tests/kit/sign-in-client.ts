import type { Step } from '../../contract/signin.ts'

/** What a browser does without a browser: cookies, and the JSON face of the sign-in. */
export class SignInClient {
  readonly #address: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #cookies = new Map<string, string>()

  constructor(address: string, headers: Readonly<Record<string, string>> = {}) {
    this.#address = address
    this.#headers = headers
  }

  /** The session cookie's value, once there is one. */
  get session(): string | undefined {
    return [...this.#cookies].find(([name]) => name.endsWith('latchkey-session'))?.[1]
  }

  /** The value of a cookie this browser has. */
  cookie(name: string): string {
    return this.#cookies.get(name) ?? ''
  }

  async request(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.#address}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        'sec-fetch-site': 'same-origin',
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.#headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie)
    return response
  }

  /** Takes a cookie as a `Set-Cookie` header words it. */
  keep(cookie: string): void {
    const [pair = ''] = cookie.split(';')
    const [name = '', value = ''] = pair.split('=')
    if (value === '' || /max-age=0/i.test(cookie)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }

  async #step(method: string, path: string, body?: unknown): Promise<Step> {
    const response = await this.request(method, path, body)
    const answer: unknown = await response.json()
    if (typeof answer !== 'object' || answer === null || !('step' in answer)) {
      throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`)
    }
    return answer as Step
  }

  begin = (): Promise<Step> => this.#step('GET', '/signin')

  identify = (userPrincipalName: string, version = 0): Promise<Step> =>
    this.#step('POST', '/signin/identify', { version, userPrincipalName })

  prove = (body: Readonly<Record<string, unknown>>): Promise<Step> => this.#step('POST', '/signin/prove', body)

  choose = (version: number, method: string): Promise<Step> => this.#step('POST', '/signin/choose', { version, method })

  /** From nothing to the outcome of one pass. */
  async signInWithPass(userPrincipalName: string, code: string): Promise<Step> {
    const begun = await this.begin()
    const asked = await this.identify(userPrincipalName, begun.version)
    if (asked.step !== 'prove') return asked
    const ready =
      asked.method === 'temporaryAccessPass' ? asked : await this.choose(asked.version, 'temporaryAccessPass')
    return this.prove({ version: ready.version, method: 'temporaryAccessPass', code })
  }
}
