import type { StepError } from '../../../contract/signin.ts'
import type { Refusal } from '../../base/refusal.ts'
import { instant } from '../../base/time.ts'
import { type Fragment, html } from './html.ts'
import { type Texts, textsIn } from './texts.ts'
import { timeOf } from './times.ts'

type Catalogue = keyof Texts['reasons']

/** Where each English sentence of the methods stands in the texts. */
const places = new Map<string, (texts: Texts) => string | undefined>(
  (Object.keys(textsIn('en').reasons) as Catalogue[]).flatMap((catalogue) =>
    Object.entries(textsIn('en').reasons[catalogue]).map(([why, sentence]) => {
      const say = ({ reasons }: Texts) => Object.entries(reasons[catalogue]).find(([name]) => name === why)?.[1]
      return [sentence, say] as const
    }),
  ),
)

/** A sentence that only the server has is told as it is, and marked as English for those who listen. */
export const asWorded = (texts: Texts, message: string): Fragment =>
  texts.language === 'en' ? message : html`<span lang="en">${message}</span>`

/** What a method says of an answer, in the reader's language. */
const sentence = (texts: Texts, message: string): string | undefined => places.get(message)?.(texts)

/** A refusal in the reader's language, where there are words for it. */
export function refusalWords(texts: Texts, { code, message, retryAfterSeconds }: Refusal): string | undefined {
  if (texts.told === null) return message
  if (code === 'throttled' && retryAfterSeconds !== undefined) return texts.wait(retryAfterSeconds)
  const told: Readonly<Partial<Record<string, string>>> = texts.told
  return sentence(texts, message) ?? told[code]
}

/** The same for a page, which tells what there are no words for as it came. */
export const refusalSaid = (texts: Texts, refusal: Refusal): Fragment =>
  refusalWords(texts, refusal) ?? asWorded(texts, refusal.message)

type Problem = Omit<StepError, 'code'> & { readonly code: StepError['code'] | 'unacceptable' }

/** What an answer to a step was told, in the reader's language; a moment in their own zone where there is script. */
export function problemSaid(texts: Texts, problem: Problem): Fragment {
  const { code, message, method, startDateTime, retryAfterSeconds, stoppedBy, correlationId } = problem
  const { problems } = texts
  switch (code) {
    case 'passNotYetValid':
      return startDateTime === undefined
        ? asWorded(texts, message)
        : texts.notYet(timeOf(texts, instant(Date.parse(startDateTime))))
    case 'wait':
      return retryAfterSeconds === undefined ? asWorded(texts, message) : texts.wait(retryAfterSeconds)
    case 'accessBlocked':
      return stoppedBy === undefined
        ? asWorded(texts, message)
        : `${problems.stopped[stoppedBy]} ${texts.ifWrong(correlationId ?? '')}`
    case 'wrong':
      return method === undefined ? asWorded(texts, message) : problems.wrong[method]
    case 'passBlocked':
      return problems.blocked[method === 'temporaryAccessPass' ? 'pass' : 'other']
    case 'passkeyFailed':
      return problems.wrong.fido2
    case 'passExpired':
    case 'passAlreadyUsed':
    case 'accountDisabled':
    case 'expired':
      return problems[code]
    case 'unacceptable':
    case 'registrationFailed':
      return sentence(texts, message) ?? asWorded(texts, message)
  }
}
