import type { RegisteredMethod } from '../../../methods/method.ts'
import type { SecurityInfo } from '../../../security-info/service.ts'
import { type FormKeys, form, submitButton } from '../controls.ts'
import { type Fragment, html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { PageParts } from '../layout.ts'
import { methodNames, securityInfoTexts as texts } from '../texts.ts'
import { dateOf } from '../times.ts'
import { passCard } from './pass-card.ts'
import { confirmDialog, removeQuestion, signOutQuestion } from './questions.ts'
import { securityInfoNotices } from './security-info-notices.ts'

/** What just happened, as the address tells it. */
export type Done = keyof typeof texts.done

export interface SecurityInfoView {
  readonly info: SecurityInfo
  readonly keys: FormKeys
  readonly done?: Done
}

/** Everything a person signs in with, and what can be done about it now. */
export function securityInfoPage(view: SecurityInfoView): PageParts {
  const { info, keys } = view
  const mayChange = info.proof === 'fresh'
  return {
    title: texts.title,
    width: 'wide',
    account: signOutForm(keys),
    main: html`<h1>${texts.title}</h1><p class="lead">${texts.signedInAs} <strong>${info.user.userPrincipalName}</strong>. ${mayChange && texts.lead}</p>
${securityInfoNotices(view)}
${info.pass && passCard(info, keys, mayChange)}
<section class="card" aria-labelledby="methods"><h2 id="methods">${texts.methodsTitle}</h2>
${info.methods.length === 0 ? html`<p class="hint">${texts.noMethods}</p>` : html`<ul class="methods">${info.methods.map((method) => methodRow(method, view, mayChange))}</ul>`}
</section>
${mayChange && addSection(info, keys)}
${mayChange && sessionsSection(keys)}`,
  }
}

/** The way out. */
const signOutForm = (keys: FormKeys): Safe =>
  form(keys, '/signout', submitButton(texts.signOut, 'quiet'), html`class="account"`)

function methodRow(method: RegisteredMethod, { info, keys }: SecurityInfoView, mayChange: boolean): Safe {
  const { kind, displayName, createdAt, lastUsedAt } = method
  const facts: Fragment[] = [
    methodNames[kind] !== displayName && methodNames[kind],
    createdAt !== null && html`${kind === 'password' ? texts.changed : texts.added} ${dateOf(createdAt)}`,
    lastUsedAt === null ? texts.neverUsed : html`${texts.lastUsed} ${dateOf(lastUsedAt)}`,
  ]
  const shown = facts.filter((fact) => fact !== false)
  return html`<li class="item">${methodIcons[kind]}<div class="facts"><h3>${displayName}</h3>
<p class="hint">${shown.map((fact) => html`<span>${fact}</span> `)}</p></div>
${mayChange && html`<div class="actions">${methodActions(method, info, keys)}</div>`}</li>`
}

function methodActions(method: RegisteredMethod, info: SecurityInfo, keys: FormKeys): Safe {
  if (method.kind === 'password') {
    return html`<a class="button link" href="/security-info/password">${texts.changePassword}</a>`
  }
  const { kind, id, displayName } = method
  const query = new URLSearchParams({ kind, id }).toString()
  return html`<a class="button link" href="/security-info/rename?${query}" aria-label="${texts.rename} ${displayName}">${texts.rename}</a>
${confirmDialog(keys, { ...removeQuestion(method, info), label: `${texts.remove} ${displayName}`, opener: texts.remove })}`
}

function addSection({ addable }: SecurityInfo, keys: FormKeys): Safe {
  const passkey = html`<li><a class="choice button" href="/security-info/passkeys/new">${methodIcons.fido2}<span>${texts.addPasskey}<span class="hint">${texts.addPasskeyLead}</span></span></a></li>`
  const app = html`<li>${form(
    keys,
    '/security-info/authenticator-apps/begin',
    html`<button class="choice">${methodIcons.softwareOath}<span>${texts.addApp}<span class="hint">${texts.addAppLead}</span></span></button>`,
  )}</li>`
  return html`<section class="card" aria-labelledby="add"><h2 id="add">${texts.addTitle}</h2>
${
  addable.length === 0
    ? html`<p class="hint">${texts.nothingToAdd}</p>`
    : html`<ul class="add">${addable.includes('fido2') && passkey}${addable.includes('softwareOath') && app}</ul>`
}</section>`
}

const sessionsSection = (keys: FormKeys): Safe =>
  html`<section class="card row" aria-labelledby="sessions"><div class="facts"><h2 id="sessions">${texts.sessionsTitle}</h2>
<p class="hint">${texts.sessionsLead}</p></div>${confirmDialog(keys, { ...signOutQuestion, opener: texts.signOutEverywhere })}</section>`
