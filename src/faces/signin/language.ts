import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../base/refusal.ts'
import type { Settings } from '../../kernel/settings.ts'
import { cookieAttributes, cookieName } from './cookie.ts'
import { returnPath } from './return-path.ts'
import { type Language, languageNamed, languages, preferredLanguage } from './texts.ts'

const yearSeconds = 365 * 24 * 3600

/** What a browser remembers: `language` what its person chose, `signInLanguage` what an application asked for. */
type LanguageCookie = 'language' | 'signInLanguage'

/** The language to answer in: what the application asked for, else what the person chose, else what the browser prefers. */
export function languageFor(settings: Settings, request: FastifyRequest): Language {
  const kept = (role: LanguageCookie) => languageNamed(request.cookies?.[cookieName(settings, role)] ?? '')
  return kept('signInLanguage') ?? kept('language') ?? preferredLanguage(request.headers['accept-language'])
}

/**
 * Notes what language an application wants its sign-in in, until the browser closes or the next sign-in begins.
 *
 * The first of its wishes that there is counts; where there is none, what was noted before is forgotten.
 *
 * Source: OpenID Connect Core 1.0 §3.1.2.1, `ui_locales`.
 */
export function noteAskedLanguage(settings: Settings, reply: FastifyReply, uiLocales: string | undefined): void {
  const wishes = (uiLocales ?? '').slice(0, 500).split(' ').map(languageNamed)
  const language = wishes.find((wish) => wish !== undefined)
  const name = cookieName(settings, 'signInLanguage')
  if (language) reply.setCookie(name, language, cookieAttributes(settings))
  else if (reply.request.cookies[name] !== undefined) reply.clearCookie(name, cookieAttributes(settings))
}

/** The path at which a person chooses a language, and comes back from. */
export const languagePath = (language: Language, here: string): string =>
  `/language?${new URLSearchParams({ to: language, returnTo: here })}`

/** Keeps a person's choice of language in their browser; it counts over what an application asked for. */
export function languageRoutes(scope: FastifyInstance, settings: Settings): void {
  scope.get('/language', async (request, reply) => {
    const { to, returnTo } = request.query as Readonly<Record<string, unknown>>
    const language = languages.find((each) => each === to)
    if (!language) {
      const message = `The pages are written in ${languages.join(' and ')}; choose one of these with ?to=.`
      throw new Refusal('malformedRequest', message, { field: 'to' })
    }
    const attributes = cookieAttributes(settings)
    reply.setCookie(cookieName(settings, 'language'), language, { ...attributes, maxAge: yearSeconds })
    reply.clearCookie(cookieName(settings, 'signInLanguage'), attributes)
    return reply.redirect(returnPath(returnTo) ?? '/signin', 303)
  })
}
