import { form, submitButton } from '../controls.ts'
import { type Fragment, html, type Safe } from '../html.ts'
import { alertIcon, clockIcon, doneIcon } from '../icons.ts'
import type { Texts } from '../texts.ts'
import { countdown, timeOf } from '../times.ts'
import type { SecurityInfoView } from './security-info.ts'

/** What has to be known before anything else: what just happened, what is urgent, what stands in the way. */
export function securityInfoNotices({ texts: said, info, keys, done }: SecurityInfoView): Safe {
  const { securityInfo: texts } = said
  const confirm = (label: string) => form(keys, '/security-info/confirm', submitButton(label, 'primary'))
  return html`${done !== undefined && html`<div class="notice" role="status">${doneIcon}<div><p>${texts.done[done]}</p></div></div>`}
${info.proof === 'stale' && notice(clockIcon, texts.confirmTitle, texts.confirmLead, confirm(texts.confirmButton))}
${info.proof === 'singleFactor' && notice(alertIcon, texts.singleFactorTitle, texts.singleFactorLead, confirm(texts.singleFactorButton))}
${passNotice(said, info)}`
}

function passNotice(said: Texts, { sessionEndsAt, methods, now, proof }: SecurityInfoView['info']): Safe | false {
  const { securityInfo: texts } = said
  if (sessionEndsAt === null || proof !== 'fresh') return false
  const isOnlyPass = methods.every((method) => method.kind === 'password')
  const onlyPassTitle = methods.length === 0 ? texts.onlyPassTitle : texts.onlyPassAndPasswordTitle
  const end = html`<p>${texts.signInEnds} ${timeOf(said, sessionEndsAt)} ${countdown(sessionEndsAt, now, texts.windowEnded)}</p>`
  return isOnlyPass
    ? notice(alertIcon, onlyPassTitle, texts.onlyPassLead, end)
    : notice(clockIcon, texts.windowTitle, texts.windowLead, end)
}

const notice = (icon: Safe, title: string, lead: string, rest: Fragment): Safe =>
  html`<section class="notice warning">${icon}<div><strong>${title}</strong><p>${lead}</p>${rest}</div></section>`
