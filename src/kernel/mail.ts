import type { Transporter } from 'nodemailer'
import { Refusal } from '../base/refusal.ts'
import type { Settings } from './settings.ts'

/** A mail to people whose addresses the directory knows. */
export interface Mail {
  readonly to: string
  readonly cc?: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The way out for mail; nothing of a mail is kept or logged here. */
export interface MailServer {
  /** Whether an operator has set one up. */
  readonly isSetUp: boolean
  /**
   * Hands a mail to the server; resolves when the server has taken it for every recipient.
   *
   * Refuses with `mailNotSetUp` or `mailNotTaken`.
   */
  send(mail: Mail): Promise<void>
}

const timeLimitMilliseconds = 15_000
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Mail through the server at `LATCHKEY_SMTP_URL`.
 *
 * Passes travel in these mails, so a connection that is not to this machine is encrypted or not made.
 * The library is loaded with the first mail.
 */
export function mailServer({ smtpUrl, mailFrom }: Pick<Settings, 'smtpUrl' | 'mailFrom'>): MailServer {
  let transport: Promise<Transporter> | undefined
  const connect = async (address: string): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer')
    return createTransport(address, {
      from: mailFrom,
      connectionTimeout: timeLimitMilliseconds,
      greetingTimeout: timeLimitMilliseconds,
      socketTimeout: timeLimitMilliseconds,
      requireTLS: !loopback.has(new URL(address).hostname),
      disableFileAccess: true,
      disableUrlAccess: true,
    } as object)
  }
  return {
    isSetUp: smtpUrl !== undefined,
    send: async (mail) => {
      if (!smtpUrl) throw notSetUp()
      transport ??= connect(smtpUrl.reveal())
      const sent = await (await transport).sendMail({ ...mail, cc: [...(mail.cc ?? [])] }).catch(notTaken)
      if ((sent.rejected ?? []).length > 0)
        throw new Refusal('mailNotTaken', 'The mail server did not take every recipient.')
    },
  }
}

const notSetUp = () =>
  new Refusal('mailNotSetUp', 'This server sends no mail: its operator has not set LATCHKEY_SMTP_URL.')

function notTaken(error: unknown): never {
  throw new Refusal('mailNotTaken', 'The mail server did not take the mail. Its operator finds why in the log.', {
    cause: withoutQuotes(error),
  })
}

/** A server that has read a mail may quote it when it refuses it, and a mail may hold a code: the number alone is kept. */
function withoutQuotes(error: unknown): unknown {
  if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'EMESSAGE') return error
  return new Error(`The mail server read the mail and answered ${String(Reflect.get(error, 'responseCode'))}`)
}
