import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

/** By what Node says of it; anything else is malformed. */
const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}

/**
 * Answers what is no HTTP request, or not in time, on the bare connection, and ends it.
 *
 * No handler has seen it, so the headers that every answer carries are given here.
 */
export const refuseBroken =
  (headers: Readonly<Record<string, string>>) =>
  (error: Error & { readonly code?: string }, socket: Socket): void => {
    const status = statuses[error.code ?? ''] ?? 400
    const body = JSON.stringify({ error: { code: 'malformedRequest', message: `${STATUS_CODES[status]}.` } })
    const lines = Object.entries({
      ...headers,
      connection: 'close',
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    if (socket.writable) socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
    else socket.destroy()
  }

/** 4xx where the web framework itself refused, else 500. */
export function frameworkStatus(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 500 ? status : 500
}
