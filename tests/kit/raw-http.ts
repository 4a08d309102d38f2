import { connect } from 'node:net'

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** 0 where the server said nothing. */
  readonly status: number
  readonly head: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Milliseconds from connecting until the server, or its silence, ended the connection. */
  readonly took: number
}

const patience = 10_000

/** Sends bytes as they are and reads what comes back, until the first answer is whole or the server closes. */
export function rawRequest(address: string, ...pieces: readonly (string | Buffer)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(address)
  const began = performance.now()
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(Number(port), hostname, () => {
      for (const piece of pieces) socket.write(piece)
    })
    const late = setTimeout(() => socket.destroy(new Error(`no whole answer in time: ${text.slice(0, 200)}`)), patience)
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      text += chunk
      if (isWhole(text)) socket.end()
    })
    socket.on('error', (error) => (text === '' && 'code' in error && error.code !== 'ECONNRESET' ? reject(error) : {}))
    socket.on('close', () => {
      clearTimeout(late)
      resolve({ ...parts(text), took: performance.now() - began })
    })
  })
}

function parts(text: string): Omit<RawAnswer, 'took'> {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
  })
  const named = Object.fromEntries(headers)
  const body = rest.join('\r\n\r\n')
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0),
    head,
    headers: named,
    body: named['transfer-encoding'] === 'chunked' ? unchunked(body) : body,
  }
}

function unchunked(body: string): string {
  const [, size = '', rest = ''] = /^([\da-f]+)\r\n(.*)$/is.exec(body) ?? []
  const length = Number.parseInt(size, 16)
  return length > 0 ? rest.slice(0, length) + unchunked(rest.slice(length + 2)) : ''
}

function isWhole(text: string): boolean {
  const { status, headers, body } = parts(text)
  if (!text.includes('\r\n\r\n') || status < 200) return false
  const length = headers['content-length']
  return length === undefined ? text.endsWith('0\r\n\r\n') : body.length >= Number(length)
}
