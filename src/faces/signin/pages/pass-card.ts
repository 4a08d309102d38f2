import type { SecurityInfo } from '../../../security-info/service.ts'
import type { FormKeys } from '../controls.ts'
import { html, type Safe } from '../html.ts'
import { methodIcons } from '../icons.ts'
import type { Texts } from '../texts.ts'
import { countdown, timeOf } from '../times.ts'
import { confirmDialog, deletePassQuestion } from './questions.ts'

type OwnPass = NonNullable<SecurityInfo['pass']>

/** The pass: how long it lasts, whether it works more than once, and the way to be rid of it. */
export function passCard(said: Texts, { pass, now }: SecurityInfo, keys: FormKeys, mayChange: boolean): Safe | false {
  const { securityInfo: texts } = said
  if (pass === null) return false
  const deletion = { ...deletePassQuestion(said, pass.id), opener: texts.deletePass, label: texts.deletePassTitle }
  return html`<section class="card item" aria-labelledby="pass">${methodIcons.temporaryAccessPass}
<div class="facts"><h2 id="pass">${texts.passTitle}</h2>
<p class="hint"><span>${pass.isUsableOnce ? texts.passOnce : texts.passMany}</span></p><p>${state(said, pass, now)}</p></div>
${mayChange && html`<div class="actions">${confirmDialog(said, keys, deletion)}</div>`}</section>`
}

function state(said: Texts, pass: OwnPass, now: SecurityInfo['now']): Safe | string {
  const { securityInfo: texts } = said
  switch (pass.usability) {
    case 'EnabledByPolicy':
      return html`${texts.passUntil} ${timeOf(said, pass.endAt)} ${countdown(pass.endAt, now, texts.passEnded)}`
    case 'NotYetValid':
      return html`${texts.passFrom} ${timeOf(said, pass.startAt)} ${texts.passFromUntil} ${timeOf(said, pass.endAt)}`
    case 'OneTimeUsed':
      return texts.passUsed
    case 'Expired':
      return texts.passEnded
    case 'DisabledByPolicy':
      return texts.passBlocked
  }
}
