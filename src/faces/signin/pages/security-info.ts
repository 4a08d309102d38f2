import type { RegisteredMethod } from '../../../methods/method.ts'
import type { SecurityInfo } from '../../../security-info/service.ts'
import { type FormKeys, form, submitButton } from '../controls.ts'
import { type Fragment, html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { nameOf } from '../method-name.ts'
import type { Texts } from '../texts.ts'
import { dateOf } from '../times.ts'
import { passCard } from './pass-card.ts'
import { confirmDialog, removeQuestion, signOutQuestion } from './questions.ts'
import { securityInfoNotices } from './security-info-notices.ts'

/** What just happened, as the address tells it. */
export type Done = keyof Texts['securityInfo']['done']

export interface SecurityInfoView {
  readonly texts: Texts
  readonly info: SecurityInfo
  readonly keys: FormKeys
  readonly done?: Done
}

/** Everything a person signs in with, and what can be done about it now. */
export function securityInfoPage(view: SecurityInfoView): PageParts {
  const { info, keys, texts } = view
  const { securityInfo: words } = texts
  const mayChange = info.proof === 'fresh'
  return {
    title: words.title,
    width: 'wide',
    account: html`${info.isAdministrator && html`<a class="button quiet" href="/admin">${words.adminCenter}</a>`}${signOutForm(view)}`,
    main: html`<h1>${words.title}</h1><p class="lead">${words.signedInAs} <strong>${info.user.userPrincipalName}</strong>. ${mayChange && words.lead}</p>
${securityInfoNotices(view)}
${info.pass && passCard(texts, info, keys, mayChange)}
<section class="card" aria-labelledby="methods"><h2 id="methods">${words.methodsTitle}</h2>
${info.methods.length === 0 ? html`<p class="hint">${words.noMethods}</p>` : html`<ul class="methods">${info.methods.map((method) => methodRow(method, view, mayChange))}</ul>`}
</section>
${mayChange && addSection(view)}
${mayChange && sessionsSection(view)}`,
  }
}

/** The way out. */
const signOutForm = ({ texts, keys }: SecurityInfoView): Safe =>
  form(keys, '/signout', submitButton(texts.securityInfo.signOut, 'quiet'), html`class="account"`)

function methodRow(method: RegisteredMethod, view: SecurityInfoView, mayChange: boolean): Safe {
  const { texts } = view
  const { securityInfo: words } = texts
  const { kind, createdAt, lastUsedAt } = method
  const name = nameOf(texts, method)
  const facts: Fragment[] = [
    texts.methodNames[kind] !== name && texts.methodNames[kind],
    createdAt !== null && html`${kind === 'password' ? words.changed : words.added} ${dateOf(texts, createdAt)}`,
    lastUsedAt === null ? words.neverUsed : html`${words.lastUsed} ${dateOf(texts, lastUsedAt)}`,
  ]
  const shown = facts.filter((fact) => fact !== false)
  return html`<li class="item">${methodIcons[kind]}<div class="facts"><h3>${name}</h3>
<p class="hint">${shown.map((fact) => html`<span>${fact}</span> `)}</p></div>
${mayChange && html`<div class="actions">${methodActions(method, name, view)}</div>`}</li>`
}

function methodActions(method: RegisteredMethod, name: string, { texts, info, keys }: SecurityInfoView): Safe {
  const { securityInfo: words } = texts
  if (method.kind === 'password') {
    return html`<a class="button link" href="/security-info/password" aria-label="${words.passwordTitle}">${words.changePassword}</a>`
  }
  const { kind, id } = method
  const query = new URLSearchParams({ kind, id }).toString()
  const removal = { ...removeQuestion(texts, method, info), label: words.removeLabel(name), opener: words.remove }
  return html`<a class="button link" href="/security-info/rename?${query}" aria-label="${words.renameLabel(name)}">${words.rename}</a>
${confirmDialog(texts, keys, removal)}`
}

function addSection({ texts, info, keys }: SecurityInfoView): Safe {
  const { securityInfo: words } = texts
  const { addable } = info
  const passkey = html`<li><a class="choice button" href="/security-info/passkeys/new">${methodIcons.fido2}<span>${words.addPasskey}<span class="hint">${words.addPasskeyLead}</span></span></a></li>`
  const app = html`<li>${form(
    keys,
    '/security-info/authenticator-apps/begin',
    html`<button class="choice">${methodIcons.softwareOath}<span>${words.addApp}<span class="hint">${words.addAppLead}</span></span></button>`,
  )}</li>`
  return html`<section class="card" aria-labelledby="add"><h2 id="add">${words.addTitle}</h2>
${
  addable.length === 0
    ? html`<p class="hint">${words.nothingToAdd}</p>`
    : html`<ul class="add">${addable.includes('fido2') && passkey}${addable.includes('softwareOath') && app}</ul>`
}</section>`
}

function sessionsSection({ texts, keys }: SecurityInfoView): Safe {
  const { securityInfo: words } = texts
  const question = { ...signOutQuestion(texts), opener: words.signOutEverywhere }
  return html`<section class="card row" aria-labelledby="sessions"><div class="facts"><h2 id="sessions">${words.sessionsTitle}</h2>
<p class="hint">${words.sessionsLead}</p></div>${confirmDialog(texts, keys, question)}</section>`
}
