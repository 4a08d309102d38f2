import { type Instant, toIso } from '../../base/time.ts'
import type { TaskKind } from './tasks.ts'

/** A mail, before it has an address. */
export interface Message {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What placeholders stand for; a code only where a pass was issued. */
export interface MessageFacts {
  readonly userDisplayName: string
  readonly userPrincipalName: string
  readonly userGivenName: string | null
  readonly userSurname: string | null
  readonly userEmployeeHireDate: Instant | null
  readonly managerDisplayName: string
  readonly managerEmail: string
  readonly signInAddress: string
  readonly pass?: {
    readonly code: string
    readonly startAt: Instant
    readonly endAt: Instant
    readonly isUsableOnce: boolean
  }
}

/** `2026-03-02 08:00 UTC`. */
const moment = (at: Instant): string => `${toIso(at).slice(0, 16).replace('T', ' ')} UTC`

const valuesOf = (facts: MessageFacts): Readonly<Record<string, string>> => ({
  userDisplayName: facts.userDisplayName,
  userPrincipalName: facts.userPrincipalName,
  userGivenName: facts.userGivenName ?? '',
  userSurname: facts.userSurname ?? '',
  userEmployeeHireDate: facts.userEmployeeHireDate === null ? '' : moment(facts.userEmployeeHireDate),
  userEmployeeLeaveDateTime: '',
  managerDisplayName: facts.managerDisplayName,
  managerEmail: facts.managerEmail,
  ...(facts.pass ? { temporaryAccessPass: facts.pass.code } : {}),
})

const subjects: Readonly<Record<TaskKind, string>> = {
  issuePass: 'Temporary Access Pass for {{userDisplayName}}',
  welcome: 'Welcome, {{userDisplayName}}',
  remind: '{{userDisplayName}} joins your team',
}

const bodies: Readonly<Record<TaskKind, string>> = {
  issuePass: `Hello {{managerDisplayName}},

{{userDisplayName}} joins your team. This Temporary Access Pass lets them sign in for the first time as {{userPrincipalName}}:

{{temporaryAccessPass}}

Hand it over in person, and delete this mail afterwards.`,
  welcome: `Hello {{userDisplayName}},

welcome! You sign in as {{userPrincipalName}}. Your manager, {{managerDisplayName}}, has what you need for the first time.`,
  remind: `Hello {{managerDisplayName}},

{{userDisplayName}} joins your team on {{userEmployeeHireDate}}.`,
}

/** The same for others than the manager: they hear of the pass, and its code is not for them. */
export const withoutCode = (facts: MessageFacts): MessageFacts =>
  facts.pass ? { ...facts, pass: { ...facts.pass, code: `(mailed to ${facts.managerDisplayName} alone)` } } : facts

/** Puts values in place of `{{names}}`, once: what a value contains is not looked at again. */
const filled = (template: string, values: Readonly<Record<string, string>>, write: (value: string) => string): string =>
  template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? write(values[name] ?? '') : whole,
  )

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)

/** One line without control characters, so that nothing in it can become a header of its own. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

/** What a reader has to know beside the words, whoever wrote them. */
function footer({ pass, signInAddress }: MessageFacts): string {
  if (!pass) return `Sign in at ${signInAddress}`
  const usage = pass.isUsableOnce ? 'It works once.' : 'It works until then as often as needed.'
  return `Sign in at ${signInAddress} between ${moment(pass.startAt)} and ${moment(pass.endAt)}. ${usage}`
}

/**
 * Writes a task's mail, as text and as HTML; `subject` and `body` take the place of ours.
 *
 * The values of placeholders are escaped in HTML, and the whole text is shown as it was written, never as markup.
 */
export function messageOf(
  kind: TaskKind,
  own: { readonly subject: string | undefined; readonly body: string | undefined },
  facts: MessageFacts,
): Message {
  const values = valuesOf(facts)
  const { temporaryAccessPass: _code, ...shownInSubject } = values
  const body = `${own.body ?? bodies[kind]}\n\n${footer(facts)}`
  const html = filled(escaped(body), values, escaped).replace(/\r?\n/g, '<br>\n')
  return {
    subject: oneLine(filled(own.subject ?? subjects[kind], shownInSubject, (value) => value)),
    text: filled(body, values, (value) => value),
    html: `<!doctype html><html lang="en"><body><p>${html}</p></body></html>`,
  }
}
