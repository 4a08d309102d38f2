import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino'
import type { Settings } from './settings.ts'

/** The structured log. */
export type Logger = PinoLogger

/** Names under which nothing is ever logged, at the top of a line or one level in. */
const hiddenNames = [
  'authorization',
  'body',
  'clientSecret',
  'cookie',
  'headers',
  'passcode',
  'password',
  'secret',
  'set-cookie',
  'temporaryAccessPass',
  'token',
]

const quoted = (name: string) => `["${name}"]`

/**
 * A log of JSON lines, one event each, with the time in UTC and the level as a word.
 *
 * Of a request only method, path and correlation id are written: no body, no cookie, no query, no other header.
 * JSON escapes control characters, so nothing in a name can start a line of its own.
 * `destination` is standard output unless told.
 *
 * Source: ASVS 5.0 16.2.5, 16.4.1.
 */
export function createLogger(level: Settings['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError, error: describeError, req: describeRequest, res: describeResponse },
    redact: {
      paths: hiddenNames.flatMap((name) => [quoted(name), `*${quoted(name)}`]),
      censor: '[secret]',
    },
  }
  return destination ? pino(options, destination) : pino(options)
}

const textOf = (value: object, name: string): string | undefined => {
  const found: unknown = Reflect.get(value, name)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

const describeRequest = (request: unknown) => {
  const given = asObject(request)
  return { id: textOf(given, 'id'), method: textOf(given, 'method'), path: textOf(given, 'url')?.split('?')[0] }
}

const describeResponse = (response: unknown) => ({ statusCode: textOf(asObject(response), 'statusCode') })

/** A fault with its stack and causes; nothing else an error may carry, such as the row a database refused. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    type: error.name,
    message: error.message,
    code: textOf(error, 'code'),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
