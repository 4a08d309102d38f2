import type { RegisteredMethod } from '../../../methods/method.ts'
import { errorSummary, type FormKeys, form, submitButton, textField } from '../controls.ts'
import { type Fragment, html } from '../html.ts'
import type { PageParts } from '../layout.ts'
import type { Texts } from '../texts.ts'

/** Asks for another name of a method. */
export function renamePage(said: Texts, keys: FormKeys, method: RegisteredMethod, error?: Fragment): PageParts {
  const { securityInfo: texts } = said
  const { kind, id, displayName } = method
  const name = textField(said, {
    id: 'displayName',
    label: texts.renameField,
    hint: texts.renameHint,
    value: displayName,
    autocomplete: 'off',
    isFirst: true,
    hasError: error !== undefined,
  })
  const content = html`<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="id" value="${id}">${name}
<div class="pair">${submitButton(texts.save)}<a class="button quiet" href="/security-info">${texts.cancel}</a></div>`
  return {
    title: error === undefined ? texts.renameTitle : said.signIn.errorTitle(texts.renameTitle),
    main: html`<h1>${texts.renameTitle}</h1>
${error !== undefined && errorSummary(said, error, 'displayName')}
${form(keys, '/security-info/rename', content)}`,
  }
}
