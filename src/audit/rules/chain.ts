import { constantTimeEqual } from '../../base/bytes.ts'

export type LogName = 'directoryAudits' | 'signIns'

/** A keyed hash over parts; the key stays outside. */
export type Mac = (...parts: readonly (string | Uint8Array)[]) => Uint8Array

/** One link of the chain: which record stands at which place. */
export interface Seal {
  /** From 1, without gaps. */
  readonly sequence: number
  readonly log: LogName
  readonly recordId: string
  readonly hash: Uint8Array
}

/** The end of the chain; the place before the first link is 0 with an empty hash. */
export type Head = Pick<Seal, 'sequence' | 'hash'>

export const beforeFirst: Head = { sequence: 0, hash: new Uint8Array() }

/** A record as the chain sees it; `mac` is the keyed hash made in the write that wrote the record. */
export interface Sealable {
  readonly log: LogName
  readonly recordId: string
  readonly mac: Uint8Array
}

/** The links that follow `head` for these records, in their order. */
export function linksAfter(mac: Mac, head: Head, records: readonly Sealable[]): readonly Seal[] {
  let previous = head
  return records.map((record) => {
    const sequence = previous.sequence + 1
    const { log, recordId } = record
    const seal = { sequence, log, recordId, hash: linkHash(mac, previous.hash, sequence, record) }
    previous = seal
    return seal
  })
}

const linkHash = (mac: Mac, previous: Uint8Array, sequence: number, record: Sealable): Uint8Array =>
  mac(previous, String(sequence), record.log, record.recordId, record.mac)

/** What was found wrong, and with which record. */
export interface Finding {
  readonly log: LogName
  readonly recordId: string
  /** The place in the chain, where there is one. */
  readonly sequence: number | null
  readonly what: FindingKind
}

/** Every way in which a log may have been tampered with, in words for the auditor. */
export const findingKinds = {
  recordEdited: 'the record was edited, or was not written by this server',
  recordDeleted: 'the record was deleted',
  recordInserted: 'the record claims a place in the chain that is not its own',
  columnEdited: 'a column that the log is searched by contradicts the record',
  sealEdited: 'the seal was edited, or seals were reordered',
  sealsDeleted: 'seals before this one were deleted',
  sealingRefused: 'the record did not prove itself when it was to be sealed',
} as const satisfies Record<string, string>

export type FindingKind = keyof typeof findingKinds

/** What the database holds of a record, beside what the record itself says. */
export interface StoredRecord extends Sealable {
  /** Whether `mac` is right for the record's text. */
  readonly isGenuine: boolean
  /** Whether the columns agree with the record's text. */
  readonly columnsAgree: boolean
  readonly sealSequence: number | null
}

/**
 * Checks one link against the one before it and the record it stands for.
 *
 * A wrong link is reported once: the next one is checked against the hash as it is stored.
 */
export function checkLink(mac: Mac, previous: Head, seal: Seal, record: StoredRecord | undefined): readonly Finding[] {
  const found: FindingKind[] = []
  if (seal.sequence !== previous.sequence + 1) found.push('sealsDeleted')
  if (!record) return [...found, 'recordDeleted' as const].map((what) => finding(seal, seal.sequence, what))
  found.push(...checkContent(record))
  const isInPlace = seal.sequence === previous.sequence + 1
  if (isInPlace && !constantTimeEqual(linkHash(mac, previous.hash, seal.sequence, record), seal.hash)) {
    found.push('sealEdited')
  }
  if (record.sealSequence !== seal.sequence) found.push('recordInserted')
  return found.map((what) => finding(seal, seal.sequence, what))
}

/** Checks a record that no seal stands for: one not sealed yet, or one that was slipped in. */
export function checkUnsealed(record: StoredRecord): readonly Finding[] {
  const found = [...checkContent(record)]
  if (record.sealSequence === refusedSequence) found.push('sealingRefused')
  else if (record.sealSequence !== null) found.push('recordInserted')
  return found.map((what) => finding(record, record.sealSequence, what))
}

/** Stands in the place of a sequence where sealing was refused. */
export const refusedSequence = 0

function checkContent(record: StoredRecord): readonly FindingKind[] {
  if (!record.isGenuine) return ['recordEdited']
  return record.columnsAgree ? [] : ['columnEdited']
}

const finding = (of: Pick<Seal, 'log' | 'recordId'>, sequence: number | null, what: FindingKind): Finding => ({
  log: of.log,
  recordId: of.recordId,
  sequence,
  what,
})
