import { SMTPServer } from 'smtp-server'
import { freePort } from './running-server.ts'

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly to: readonly string[]
  /** Headers and body, as they came. */
  readonly raw: string
  /** The plain text part, decoded. */
  readonly text: string
}

/** A real mail server on this machine that keeps what it is sent. */
export interface TestMailServer extends AsyncDisposable {
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  /** What was quoted and refused. */
  readonly refused: readonly ReceivedMail[]
  /** Whether recipients are turned away from now on. */
  refuseAll(refuses: boolean): void
  /** Whether mails are refused once they are read, with their text in the answer. */
  quoteAndRefuse(refuses: boolean): void
}

export async function openMailServer(): Promise<TestMailServer> {
  const mails: ReceivedMail[] = []
  const refused: ReceivedMail[] = []
  let refuses = false
  let quotes = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, answer) => answer(refuses ? new Error('no mail today') : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString()
        const text = plainText(raw)
        const mail = { to: session.envelope.rcptTo.map(({ address }) => address), raw, text }
        ;(quotes ? refused : mails).push(mail)
        done(quotes ? new Error(`This looks like spam: ${text.replace(/\s+/g, ' ')}`) : null)
      })
    },
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    quoteAndRefuse: (value) => {
      quotes = value
    },
    refuseAll: (value) => {
      refuses = value
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The first part of type text/plain; quoted-printable and base64 as a mail program reads them. */
function plainText(raw: string): string {
  const part = /Content-Type: text\/plain[^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n([\s\S]*?)\r\n--/i.exec(raw)
  const [, headers = '', body = ''] = part ?? []
  if (/base64/i.test(headers)) return Buffer.from(body, 'base64').toString()
  if (!/quoted-printable/i.test(headers)) return body
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
