import type { Brand, PageBrand } from '../../branding/service.ts'
import { type Fragment, html, type Safe } from './html.ts'
import { brandMark } from './icons.ts'
import { languagePath } from './language.ts'
import type { Reader } from './reader.ts'
import { languages, type Texts, textsIn } from './texts.ts'

/** What every page needs to know of the server it belongs to. */
export interface Site {
  /** Scheme, host and port of the public address; passkeys work nowhere else. */
  readonly origin: string
  /** Addresses of the built stylesheet and script. */
  readonly style: string
  readonly script: string
  /** The same of the admin center. */
  readonly admin: { readonly style: string; readonly script: string }
  /** How the tenant wants its pages to look. */
  readonly brand: Brand
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
  /** Whether it is a step of the sign-in, which ends with what the tenant has to say. */
  readonly isStep?: true
}

/** What the content policy of a page allows: what the server itself serves, and no frame around it. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** A whole document, ready to send. */
export function page(site: Site, reader: Reader, parts: PageParts): string {
  const { texts, brand } = reader
  return html`<!doctype html>
<html lang="${texts.language}" data-origin="${site.origin}">
<head>
<meta charset="utf-8">
<title>${parts.title} – ${brand.tenantName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${parts.goTo !== undefined && html`<meta http-equiv="refresh" content="0;url=${parts.goTo}">`}
<link rel="stylesheet" href="${site.style}">
${brand.style !== undefined && html`<link rel="stylesheet" href="${brand.style}">`}
${tabIcon(brand)}
<script type="module" src="${site.script}"></script>
</head>
<body class="${parts.width ?? 'narrow'}">
<header>${sign(brand)}${parts.account}</header>
<main>${parts.main}${parts.isStep && brand.signInPageText !== null && html`<p class="from-tenant">${brand.signInPageText}</p>`}</main>
${reader.here !== undefined && otherLanguages(reader.texts, reader.here)}
</body>
</html>
`.toString()
}

/** Who the pages are from: the tenant's picture, or its name beside a mark. */
function sign({ tenantName, bannerLogo, squareLogo }: PageBrand): Safe {
  if (bannerLogo) {
    const { path, width, height } = bannerLogo
    return html`<span class="brand"><img class="banner" src="${path}" width="${width}" height="${height}" alt="${tenantName}"></span>`
  }
  const mark = squareLogo ? html`<img class="mark" src="${squareLogo.path}" width="28" height="28" alt="">` : brandMark
  return html`<span class="brand">${mark} ${tenantName}</span>`
}

const tabIcon = ({ squareLogo }: PageBrand): Safe =>
  squareLogo
    ? html`<link rel="icon" href="${squareLogo.path}">`
    : html`<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%230b6b57'/%3E%3Ccircle cx='16' cy='13' r='4.5' fill='none' stroke='%23fff' stroke-width='3'/%3E%3Cpath d='M16 17.5V25m0-3h4' stroke='%23fff' stroke-width='3' stroke-linecap='round'/%3E%3C/svg%3E">`

/** The way to read the same in another language; it needs no script. */
const otherLanguages = (texts: Texts, here: string): Safe =>
  html`<footer><nav aria-label="${texts.signIn.language}">${languages
    .filter((language) => language !== texts.language)
    .map(
      (language) =>
        html`<a class="link" href="${languagePath(language, here)}" lang="${language}" hreflang="${language}">${textsIn(language).languageName}</a>`,
    )}</nav></footer>`
