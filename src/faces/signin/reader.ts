import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PageBrand } from '../../branding/service.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { languageFor } from './language.ts'
import type { Site } from './layout.ts'
import { wantsJson } from './negotiation.ts'
import { returnPath } from './return-path.ts'
import { type Texts, textsIn } from './texts.ts'

/** Who reads a page: in what language, under whose sign, and where they are. */
export interface Reader {
  readonly texts: Texts
  readonly brand: PageBrand
  /** The path that shows the same again, where one does. */
  readonly here: string | undefined
}

const readers = new WeakMap<IncomingMessage, Reader>()

const unknown: Reader = {
  texts: textsIn('en'),
  brand: { tenantName: 'Latchkey', signInPageText: null, usernameHintText: null },
  here: '/signin',
}

/** Who sent a request; somebody who reads English where it went wrong before anybody looked. */
export const readerOf = ({ raw }: Pick<FastifyRequest, 'raw'>): Reader => readers.get(raw) ?? unknown

/** Finds out of each request who will read the answer. */
export function noticeReaders(scope: FastifyInstance, { settings }: Kernel, { brand }: Site): void {
  scope.addHook('onRequest', async (request) => {
    const asksForPage = request.method === 'GET' && !wantsJson(request)
    readers.set(request.raw, {
      texts: textsIn(languageFor(settings, request)),
      brand: asksForPage ? await brand.page() : brand.known,
      here: hereOf(request),
    })
  })
}

/** A step of the sign-in is found again by its cookie; a page of an application's request is not shown twice. */
function hereOf({ method, originalUrl }: FastifyRequest): string | undefined {
  const path = returnPath(originalUrl) ?? ''
  if (/^\/security-info(?:[/?]|$)/.test(path)) return method === 'GET' ? withoutStrangeWords(path) : '/security-info'
  return /\/oauth2\//.test(path) ? undefined : '/signin'
}

/** Of what stands behind the address only which method a page is about: a page repeats nothing that anybody may have put there. */
function withoutStrangeWords(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://latchkey.invalid')
  const told = ['kind', 'id'].flatMap((name) => {
    const value = searchParams.get(name)
    return value !== null && /^[\w-]{1,200}$/.test(value) ? [`${name}=${value}`] : []
  })
  return told.length === 0 ? pathname : `${pathname}?${told.join('&')}`
}
