import { formatDuration, inZone } from '../../base/duration.ts'
import type { PassTerms } from '../../methods/temporary-access-pass/rules.ts'
import { doorMessage, registrationMessage } from './messages.ts'
import type { DoorPreview, Hindrance, Note, PassPreview } from './parts.ts'
import { hindranceText, listed, noteText, quoted } from './words.ts'

/** What the sentences are made of. */
export interface ToTell {
  readonly displayName: string
  readonly terms: PassTerms
  /** What issuing it would be refused with. */
  readonly refusals: readonly string[]
  readonly hindrances: readonly Hindrance[]
  readonly notes: readonly Note[]
  readonly preview: PassPreview
}

const mostNamed = 5

/** The preview in sentences to read out, the weightiest first. `zone` is an IANA name. */
export function summaryOf(told: ToTell, zone: string): readonly string[] {
  const { displayName, refusals, hindrances, notes, preview } = told
  if (refusals.length > 0) return [`No pass would be issued to ${displayName}.`, ...refusals]
  return [
    issueText(told, zone),
    ...notes.map((note) => noteText[note]),
    ...hindrances.map((hindrance) => hindranceText[hindrance]),
    ...(hindrances.length > 0 ? ['What follows holds once that is put right.'] : []),
    ...doorSentences(preview.doors.filter(({ door }) => !door.closed)),
    registrationMessage(preview.registration),
  ]
}

function issueText({ displayName, terms }: ToTell, zone: string): string {
  const uses = terms.isUsableOnce ? 'for one sign-in' : 'for several sign-ins'
  const period = `from ${inZone(terms.startAt, zone)} to ${inZone(terms.endAt, zone)}`
  return `A pass would be issued to ${displayName}, ${uses}, ${period} (${formatDuration(terms.lifetimeMinutes)}).`
}

function doorSentences(doors: readonly DoorPreview[]): readonly string[] {
  const open = doors.filter(({ opening }) => opening === 'yes')
  const others = doors.filter(({ opening }) => opening !== 'yes')
  const [first] = others
  const isOneStory =
    first && others.length === doors.length && others.every((door) => doorMessage(door) === doorMessage(first))
  if (isOneStory) return [`The pass alone opens nothing. ${doorMessage(first)}`]
  const named = others.slice(0, mostNamed).map((door) => `${quoted(door.door.displayName)}: ${doorMessage(door)}`)
  const rest = others.length - named.length
  return [
    openText(open, others.length === 0),
    ...named,
    ...(rest > 0 ? [`${rest} more do not open with the pass alone.`] : []),
  ]
}

function openText(open: readonly DoorPreview[], isAll: boolean): string {
  if (isAll) return 'It opens everything they can sign in to.'
  if (open.length === 0) return 'The pass alone opens nothing.'
  const names = open.slice(0, mostNamed).map(({ door }) => quoted(door.displayName))
  const rest = open.length - names.length
  return `It opens ${rest > 0 ? `${names.join(', ')} and ${rest} more` : listed(names)}.`
}
