import type { WhyMore } from '../../../../contract/signin.ts'
import { type FormKeys, form } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import type { Texts } from '../texts.ts'

interface Asked {
  readonly step: { readonly version: number; readonly userPrincipalName: string }
  readonly csrf: FormKeys['csrf']
  readonly texts: Texts
}

/** The name given, and the way back to give another. */
export const whoIsAsked = ({ step, csrf, texts: { signIn: texts } }: Asked): Safe =>
  form(
    { csrf, version: step.version },
    '/signin/restart',
    html`<span class="name">${step.userPrincipalName}</span><button class="link" aria-label="${texts.changeUserLong}">${texts.changeUser}</button>`,
    html`class="who"`,
  )

/** Why more is asked for than before, in the words for this page. */
export const whyMore = (
  why: WhyMore | undefined,
  words: Readonly<Record<WhyMore['because'], (appName: string) => string>>,
): Safe | false => why !== undefined && html`<p>${words[why.because](why.appName)}</p>`
