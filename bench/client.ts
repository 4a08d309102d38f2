import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Answer {
  readonly status: number
  readonly cookies: readonly string[]
  readonly body: Record<string, unknown>
}

/** The least client, so that it costs little of its own: one keep-alive agent, JSON in and out. */
export function call(
  address: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${path}`, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          cookies: (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? ''),
          body: text.startsWith('{') ? JSON.parse(text) : {},
        }),
      )
    })
    sent.once('error', reject)
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
  })
}

/** Headers of a page's own script, from an address of its own for each number. */
export const fromBrowser = (number: number): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  accept: 'application/json',
  'sec-fetch-site': 'same-origin',
  'x-forwarded-for': `198.18.${(number >> 8) % 256}.${number % 256}`,
})
