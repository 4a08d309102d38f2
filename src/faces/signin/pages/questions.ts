import type { RegisteredMethod } from '../../../methods/method.ts'
import type { SecurityInfo } from '../../../security-info/service.ts'
import { type FormKeys, form, submitButton } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import type { PageParts } from '../layout.ts'
import { nameOf } from '../method-name.ts'
import type { Texts } from '../texts.ts'

/** Something that wants a second thought: on a page of its own, or in a dialog where there is script. */
export interface Question {
  readonly title: string
  readonly lead: string
  /** What the button that does it says. */
  readonly confirm: string
  /** Where the question is asked by GET and done by POST. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

export const removeQuestion = (said: Texts, method: RegisteredMethod, info: SecurityInfo): Question => ({
  title: said.securityInfo.removeTitle(nameOf(said, method)),
  lead: removeLead(said, info),
  confirm: said.securityInfo.remove,
  action: '/security-info/remove',
  fields: { kind: method.kind, id: method.id },
})

function removeLead({ securityInfo: texts }: Texts, { methods }: SecurityInfo): string {
  const passwords = methods.filter((method) => method.kind === 'password').length
  if (methods.length - passwords > 1) return texts.removeLead
  return passwords > 0 ? texts.removeAllButPassword : texts.removeLast
}

export const deletePassQuestion = ({ securityInfo: texts }: Texts, passId: string): Question => ({
  title: texts.deletePassTitle,
  lead: texts.deletePassLead,
  confirm: texts.deletePass,
  action: '/security-info/remove',
  fields: { kind: 'temporaryAccessPass', id: passId },
})

export const signOutQuestion = ({ securityInfo: texts }: Texts): Question => ({
  title: texts.signOutEverywhereTitle,
  lead: texts.sessionsLead,
  confirm: texts.signOutEverywhere,
  action: '/security-info/sign-out-everywhere',
  fields: {},
})

/** What a dialog focuses first is the harmless way out; a page is read from its heading. */
const questionForm = (
  { securityInfo }: Texts,
  keys: FormKeys,
  { action, fields, confirm }: Question,
  where: 'page' | 'dialog',
): Safe => {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  const cancel = html`<a class="button quiet" href="/security-info" data-cancel ${where === 'dialog' && html`autofocus`}>${securityInfo.cancel}</a>`
  return form(keys, action, html`${hidden}<div class="pair">${submitButton(confirm, 'danger')}${cancel}</div>`)
}

/** The question on a page. */
export const questionPage = (texts: Texts, keys: FormKeys, question: Question): PageParts => ({
  title: question.title,
  main: html`<h1>${question.title}</h1><p>${question.lead}</p>${questionForm(texts, keys, question, 'page')}`,
})

/** A link to the question's page, and the dialog that a script opens in its place. */
export function confirmDialog(
  texts: Texts,
  keys: FormKeys,
  question: Question & { readonly opener: string; readonly label?: string },
): Safe {
  const query = new URLSearchParams(question.fields).toString()
  const id = `ask-${query}${question.action}`.replace(/[^\w-]+/g, '-')
  return html`<a class="button ${question.label === undefined ? 'quiet' : 'link'}" href="${question.action}${query && `?${query}`}" data-dialog="${id}" ${
    question.label !== undefined && html`aria-label="${question.label}"`
  }>${question.opener}</a>
<dialog id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${question.title}</h2><p>${question.lead}</p>${questionForm(texts, keys, question, 'dialog')}</dialog>`
}
