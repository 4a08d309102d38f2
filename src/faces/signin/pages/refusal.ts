import type { Refusal } from '../../../base/refusal.ts'
import { type Fragment, html } from '../html.ts'
import { alertIcon } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { refusalSaid } from '../said.ts'
import type { Texts } from '../texts.ts'

/** A page for what could not be done, in the words of the refusal or other ones; a fault, which has no refusal, shows the number to ask about. */
export function refusalParts(
  said: Texts,
  refusal: Refusal | undefined,
  correlationId: string,
  message: Fragment = refusal && refusalSaid(said, refusal),
): PageParts {
  const { refusals: texts } = said
  const { title, next } = texts[refusal?.kind ?? 'fault']
  const signedIn = refusal?.code === 'strongProofNeeded' || refusal?.code === 'freshProofNeeded'
  return {
    title,
    main: html`<h1>${title}</h1>
<div class="notice error" role="alert">${alertIcon}<div>${refusal && html`<p>${message}</p>`}
${next && html`<p>${next}${!refusal && html` <code>${correlationId}</code>`}</p>`}</div></div>
<p>${
      signedIn
        ? html`<a class="button quiet" href="/security-info">${texts.backToSecurityInfo}</a>`
        : html`<a class="button quiet" href="/signin">${texts.backToSignIn}</a>`
    }</p>`,
  }
}
