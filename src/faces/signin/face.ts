import type { FastifyRequest } from 'fastify'
import type { Origin } from '../../base/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Site } from './layout.ts'
import type { SignInService } from './ports.ts'

/** What the pages are given by `main`. */
export interface Face {
  readonly kernel: Kernel
  readonly site: Site
  readonly signIn: SignInService
}

const longestUserAgent = 512

/** Where a request came from, as the logs tell it. */
export const originOf = (request: FastifyRequest): Origin => ({
  ipAddress: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, longestUserAgent),
  correlationId: request.id,
})
