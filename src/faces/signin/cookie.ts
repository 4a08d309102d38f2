import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secret } from '../../base/secret.ts'
import type { Settings } from '../../kernel/settings.ts'

/** `signIn` binds an attempt to its browser, `session` is the browser's login; the others hold no secret. */
export type CookieRole = 'signIn' | 'session' | 'language' | 'signInLanguage'

const names: Readonly<Record<CookieRole, string>> = {
  signIn: 'latchkey-signin',
  session: 'latchkey-session',
  language: 'latchkey-language',
  signInLanguage: 'latchkey-signin-language',
}

const isHttps = ({ publicUrl }: Pick<Settings, 'publicUrl'>): boolean => publicUrl.startsWith('https:')

/** The cookie's name; under https no other host and no plain-text page can plant one (RFC 6265bis `__Host-`). */
export const cookieName = (settings: Pick<Settings, 'publicUrl'>, role: CookieRole): string =>
  isHttps(settings) ? `__Host-${names[role]}` : names[role]

/** What the cookie carries, if it has the shape of a token. */
export function readCookie(settings: Settings, request: FastifyRequest, role: CookieRole): string | undefined {
  const value = request.cookies[cookieName(settings, role)]
  return value !== undefined && /^[\w-]{16,200}$/.test(value) ? value : undefined
}

export const cookieAttributes = (settings: Settings) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(settings) }) as const

/** Gives the browser a token until it closes, or for `keepSeconds`; the server alone decides how long it is worth something. */
export function setCookie(
  settings: Settings,
  reply: FastifyReply,
  role: CookieRole,
  token: Secret,
  keepSeconds?: number,
): void {
  const kept = keepSeconds === undefined ? {} : { maxAge: keepSeconds }
  reply.setCookie(cookieName(settings, role), token.reveal(), { ...cookieAttributes(settings), ...kept })
}

/** As a header for an answer that is written past the framework: the session's cookie, until the browser closes. */
export const unkeptSessionCookie = (settings: Settings, reply: FastifyReply, token: string): string =>
  reply.server.serializeCookie(cookieName(settings, 'session'), token, cookieAttributes(settings))

export function clearCookie(settings: Settings, reply: FastifyReply, role: CookieRole): void {
  reply.clearCookie(cookieName(settings, role), cookieAttributes(settings))
}
