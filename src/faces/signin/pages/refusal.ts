import type { Refusal } from '../../../base/refusal.ts'
import { html } from '../html.ts'
import { alertIcon } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { refusalTexts as texts } from '../texts.ts'

/** A page for what could not be done; a fault, which has no refusal, shows the number to ask about. */
export function refusalParts(refusal: Refusal | undefined, correlationId: string): PageParts {
  const { title, next } = texts[refusal?.kind ?? 'fault']
  const signedIn = refusal?.code === 'strongProofNeeded' || refusal?.code === 'freshProofNeeded'
  return {
    title,
    main: html`<h1>${title}</h1>
<div class="notice error" role="alert">${alertIcon}<div>${refusal && html`<p>${refusal.message}</p>`}
${next && html`<p>${next}${!refusal && html` <code>${correlationId}</code>`}</p>`}</div></div>
<p>${
      signedIn
        ? html`<a class="button quiet" href="/security-info">${texts.backToSecurityInfo}</a>`
        : html`<a class="button quiet" href="/signin">${texts.backToSignIn}</a>`
    }</p>`,
  }
}
