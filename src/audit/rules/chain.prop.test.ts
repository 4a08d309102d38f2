import { createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { macWith } from '../../kernel/vault.ts'
import {
  beforeFirst,
  checkLink,
  checkUnsealed,
  type Finding,
  type LogName,
  linksAfter,
  type Mac,
  refusedSequence,
  type Seal,
} from './chain.ts'

const keyed = (fill: number): Mac => {
  const key = createSecretKey(new Uint8Array(32).fill(fill))
  return (...parts) => macWith(key, ...parts)
}
const recordMac = keyed(1)
const chainMac = keyed(2)

interface Row {
  log: LogName
  recordId: string
  text: string
  mac: Uint8Array
  column: string
  sealSequence: number | null
}

interface World {
  rows: Row[]
  seals: Seal[]
}

const rowOf = (log: LogName, recordId: string, text: string): Row => ({
  log,
  recordId,
  text,
  mac: recordMac(log, recordId, text),
  column: text,
  sealSequence: null,
})

function sealAll(rows: Row[], batches: readonly number[]): World {
  const seals: Seal[] = []
  for (const size of batches) {
    const batch = rows.filter((row) => row.sealSequence === null).slice(0, size)
    seals.push(...linksAfter(chainMac, seals.at(-1) ?? beforeFirst, batch))
    for (const seal of seals.slice(-batch.length || seals.length)) rowFor(rows, seal).sealSequence = seal.sequence
  }
  return { rows, seals }
}

function rowFor(rows: readonly Row[], seal: Seal): Row {
  const found = rows.find((row) => row.log === seal.log && row.recordId === seal.recordId)
  if (!found) throw new Error('no such row')
  return found
}

const stored = (row: Row) => ({
  ...row,
  isGenuine: Buffer.from(recordMac(row.log, row.recordId, row.text)).equals(row.mac),
  columnsAgree: row.column === row.text,
})

function findingsIn({ rows, seals }: World): readonly Finding[] {
  const found: Finding[] = []
  let previous = beforeFirst as Pick<Seal, 'sequence' | 'hash'>
  for (const seal of seals.toSorted((one, other) => one.sequence - other.sequence)) {
    const row = rows.find((candidate) => candidate.log === seal.log && candidate.recordId === seal.recordId)
    found.push(...checkLink(chainMac, previous, seal, row && stored(row)))
    previous = seal
  }
  const hasSeal = (row: Row) =>
    seals.some((seal) => seal.sequence === row.sealSequence && seal.log === row.log && seal.recordId === row.recordId)
  for (const row of rows) if (!hasSeal(row)) found.push(...checkUnsealed(stored(row)))
  return found
}

const world = fc
  .record({
    texts: fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 20 }),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 5, maxLength: 8 }),
  })
  .map(({ texts, sizes }) =>
    sealAll(
      texts.map((text, index) => rowOf(index % 2 === 0 ? 'directoryAudits' : 'signIns', `id-${index}`, text)),
      sizes,
    ),
  )
  .filter(({ seals }) => seals.length >= 3)

/** Each breaks the world in one way; `first` and `second` are different places in the chain. */
const tamperings: Readonly<Record<string, (world: World, first: Seal, second: Seal) => void>> = {
  'a record is edited': ({ rows }, first) => {
    rowFor(rows, first).text += '!'
  },
  'a record and its column are edited': ({ rows }, first) => {
    rowFor(rows, first).text += '!'
    rowFor(rows, first).column += '!'
  },
  'a search column is edited': ({ rows }, first) => {
    rowFor(rows, first).column += '!'
  },
  'the keyed hash of a record is edited': ({ rows }, first) => {
    rowFor(rows, first).mac = new Uint8Array(32)
  },
  'a record is deleted': (all, first) => {
    all.rows = all.rows.filter((row) => row !== rowFor(all.rows, first))
  },
  'a record is slipped in': ({ rows }) => {
    rows.push({ ...rowOf('signIns', 'forged', 'forged'), mac: new Uint8Array(32).fill(9) })
  },
  'a copy of a record is slipped in under another id': ({ rows }, first) => {
    rows.push({ ...rowFor(rows, first), recordId: 'copy' })
  },
  'a copy of a record is slipped in as not sealed': ({ rows }, first) => {
    rows.push({ ...rowFor(rows, first), recordId: 'copy', sealSequence: null })
  },
  'two records trade places': ({ rows }, first, second) => {
    const one = rowFor(rows, first)
    const other = rowFor(rows, second)
    const { sealSequence } = one
    one.sealSequence = other.sealSequence
    other.sealSequence = sealSequence
  },
  'two records trade texts': ({ rows }, first, second) => {
    const one = rowFor(rows, first)
    const other = rowFor(rows, second)
    const { text, mac, column } = one
    Object.assign(one, { text: other.text, mac: other.mac, column: other.column })
    Object.assign(other, { text, mac, column })
  },
  'two seals trade records': (all, first, second) => {
    all.seals = all.seals.map((seal) => {
      if (seal === first) return { ...second, sequence: first.sequence }
      return seal === second ? { ...first, sequence: second.sequence } : seal
    })
    for (const seal of all.seals) rowFor(all.rows, seal).sealSequence = seal.sequence
  },
  'the hash of a seal is edited': (all, first) => {
    all.seals = all.seals.map((seal) => (seal === first ? { ...seal, hash: new Uint8Array(32) } : seal))
  },
  'a record and its seal are deleted': (all, first) => {
    all.rows = all.rows.filter((row) => row !== rowFor(all.rows, first))
    all.seals = all.seals.filter((seal) => seal !== first)
  },
  'a record and its seal are deleted and the rest is numbered anew': (all, first) => {
    all.rows = all.rows.filter((row) => row !== rowFor(all.rows, first))
    all.seals = all.seals
      .filter((seal) => seal !== first)
      .map((seal) => (seal.sequence > first.sequence ? { ...seal, sequence: seal.sequence - 1 } : seal))
    for (const seal of all.seals) rowFor(all.rows, seal).sealSequence = seal.sequence
  },
  'a seal is deleted and its record made to wait again': (all, first) => {
    rowFor(all.rows, first).sealSequence = null
    all.seals = all.seals.filter((seal) => seal !== first)
  },
  'sealing is made to look refused': ({ rows }, first) => {
    rowFor(rows, first).sealSequence = refusedSequence
  },
  'the rest is sealed anew without the key': (all, first) => {
    const kept = all.seals.filter((seal) => seal.sequence < first.sequence)
    const rest = all.seals.filter((seal) => seal.sequence > first.sequence)
    const forged = linksAfter(
      keyed(3),
      kept.at(-1) ?? beforeFirst,
      rest.map((seal) => rowFor(all.rows, seal)),
    )
    all.rows = all.rows.filter((row) => row !== rowFor(all.rows, first))
    all.seals = [...kept, ...forged]
    for (const seal of all.seals) rowFor(all.rows, seal).sealSequence = seal.sequence
  },
}

test('an untouched chain verifies, however it was cut into batches', () => {
  fc.assert(
    fc.property(world, (untouched) => {
      expect(findingsIn(untouched)).toEqual([])
    }),
  )
})

test.each(Object.entries(tamperings))('it shows when %s', (_, tamper) => {
  fc.assert(
    fc.property(world, fc.nat(), fc.nat(), (made, one, other) => {
      // The last place is left alone: what was cut off the end shows against an earlier head only.
      const places = made.seals.length - 1
      const first = made.seals[one % places]
      const second = made.seals[(one + 1 + (other % (places - 1))) % places]
      if (!first || !second || first === second) throw new Error('two places are needed')
      const tampered = { rows: made.rows.map((row) => ({ ...row })), seals: [...made.seals] }
      tamper(tampered, first, second)
      expect(findingsIn(tampered)).not.toEqual([])
    }),
  )
})
