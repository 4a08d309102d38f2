import type { FastifyInstance } from 'fastify'
import { toBase64 } from '../../base/bytes.ts'
import type { Random } from '../../base/random.ts'
import type { Face } from './face.ts'
import { html } from './html.ts'
import type { Site } from './layout.ts'
import { readerOf } from './reader.ts'
import { visited } from './visit.ts'

/** The admin center: one document, whose script finds the page by the address. */
export function adminRoutes(scope: FastifyInstance, face: Face): void {
  const show = visited(face, async ({ request, reply }) => {
    const nonce = newNonce(face.kernel.random)
    reply.header('content-security-policy', adminPolicy(nonce))
    return reply.type('text/html; charset=utf-8').send(document(readerOf(request).brand.tenantName, face.site, nonce))
  })
  scope.get('/admin', show)
  scope.get('/admin/*', show)
}

const newNonce = (random: Random): string => toBase64(random.bytes(16))

/**
 * What the admin center may load: the server's own files, and styles that its script writes under the document's number.
 *
 * Source: Content Security Policy Level 3 §2.3.1; ASVS 5.0 3.4.3.
 */
const adminPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

const document = (tenantName: string, { admin }: Site, nonce: string): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${tenantName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%230b6b57'/%3E%3Ccircle cx='16' cy='13' r='4.5' fill='none' stroke='%23fff' stroke-width='3'/%3E%3Cpath d='M16 17.5V25m0-3h4' stroke='%23fff' stroke-width='3' stroke-linecap='round'/%3E%3C/svg%3E">
<link rel="stylesheet" href="${admin.style}">
<script type="module" src="${admin.script}" nonce="${nonce}"></script>
</head>
<body>
<div id="portal"><noscript>The admin center needs JavaScript.</noscript></div>
</body>
</html>
`.toString()
