import type { FastifyReply } from 'fastify'
import type { Kernel } from '../../kernel/kernel.ts'
import type { AnyMethod } from '../../methods/method.ts'
import { type PageParts, page, type Site } from './layout.ts'
import type { SignInService } from './ports.ts'
import { readerOf } from './reader.ts'

/** What the pages are given by `main`. */
export interface Face {
  readonly kernel: Kernel
  readonly site: Site
  readonly signIn: SignInService
  /** In the order offered. */
  readonly methods: readonly AnyMethod[]
}

export const sendPage = ({ site }: Face, reply: FastifyReply, parts: PageParts, status = 200): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(page(site, readerOf(reply.request), parts))
