import { type Fragment, html, type Safe } from './html.ts'
import { brandMark } from './icons.ts'

/** What every page needs to know of the server it belongs to. */
export interface Site {
  readonly tenantName: string
  /** Scheme, host and port of the public address; passkeys work nowhere else. */
  readonly origin: string
  /** Addresses of the built stylesheet and script. */
  readonly style: string
  readonly script: string
  /** The same of the admin center. */
  readonly admin: { readonly style: string; readonly script: string }
}

export interface PageParts {
  /** What the window's title says before the tenant's name. */
  readonly title: string
  readonly main: Safe
  /** `narrow` holds one question, `wide` a list. */
  readonly width?: 'narrow' | 'wide'
  /** At the right of the header: who is signed in. */
  readonly account?: Fragment
  /** A path to go to by itself. */
  readonly goTo?: string
}

/** What the content policy of a page allows: what the server itself serves, and no frame around it. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** A whole document, ready to send. */
export function page(site: Site, parts: PageParts): string {
  return html`<!doctype html>
<html lang="en" data-origin="${site.origin}">
<head>
<meta charset="utf-8">
<title>${parts.title} – ${site.tenantName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${parts.goTo !== undefined && html`<meta http-equiv="refresh" content="0;url=${parts.goTo}">`}
<link rel="stylesheet" href="${site.style}">
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%230b6b57'/%3E%3Ccircle cx='16' cy='13' r='4.5' fill='none' stroke='%23fff' stroke-width='3'/%3E%3Cpath d='M16 17.5V25m0-3h4' stroke='%23fff' stroke-width='3' stroke-linecap='round'/%3E%3C/svg%3E">
<script type="module" src="${site.script}"></script>
</head>
<body class="${parts.width ?? 'narrow'}">
<header><span class="brand">${brandMark} ${site.tenantName}</span>${parts.account}</header>
<main>${parts.main}</main>
</body>
</html>
`.toString()
}
