import { type Fragment, html, type Safe } from './html.ts'
import { alertIcon } from './icons.ts'
import type { Texts } from './texts.ts'

/** What a form proves itself with: the token against forgery, and the version of the step it answers. */
export interface FormKeys {
  readonly csrf: string
  readonly version?: number
}

const hiddenKeys = ({ csrf, version }: FormKeys): Safe =>
  html`<input type="hidden" name="csrf" value="${csrf}">${version !== undefined && html`<input type="hidden" name="version" value="${version}">`}`

/** A form that posts once; `extra` are further attributes. */
export const form = (keys: FormKeys, action: string, content: Fragment, extra?: Safe): Safe =>
  html`<form method="post" action="${action}" ${extra}>${hiddenKeys(keys)}${content}</form>`

export const submitButton = (label: string, look: 'primary' | 'quiet' | 'danger' = 'primary'): Safe =>
  html`<button class="${look}">${label}</button>`

/**
 * What went wrong, at the top of the page and announced when it loads.
 *
 * `fieldId` makes it a link to the field it is about.
 */
export const errorSummary = (texts: Texts, message: Fragment, fieldId?: string): Safe =>
  html`<div class="notice error" role="alert" id="error">${alertIcon}<div><strong>${texts.signIn.problem}</strong><p>${
    fieldId === undefined ? message : html`<a href="#${fieldId}">${message}</a>`
  }</p></div></div>`

/** Where a form's script says what went wrong; hidden until then. */
export const formError: Safe = html`<div class="notice error" role="alert" hidden>${alertIcon}<p></p></div>`

interface TextField {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'password'
  readonly value?: string
  readonly autocomplete: string
  /** Further attributes: how a phone shows its keyboard, how long a value may be. */
  readonly attributes?: Safe
  readonly isFirst?: boolean
  readonly hasError?: boolean
  readonly isOptional?: boolean
}

/** A label, its hint and its input, tied together for those who cannot see them side by side. */
export function textField({ signIn }: Texts, field: TextField): Safe {
  const { id, label, hint, type = 'text', value } = field
  const described = [hint !== undefined && `${id}-hint`, field.hasError && 'error'].filter(Boolean).join(' ')
  const input = html`<input id="${id}" name="${id}" type="${type}" autocomplete="${field.autocomplete}" ${field.attributes}
    ${value !== undefined && html`value="${value}"`} ${described && html`aria-describedby="${described}"`}
    ${field.hasError && html`aria-invalid="true"`} ${field.isFirst && html`autofocus`} ${!field.isOptional && html`required`}>`
  return html`<div class="field"><label for="${id}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${type === 'password' ? html`<div class="reveal" data-show="${signIn.showPassword}" data-hide="${signIn.hidePassword}" data-show-short="${signIn.showPasswordShort}" data-hide-short="${signIn.hidePasswordShort}">${input}</div>` : input}</div>`
}
