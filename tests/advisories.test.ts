import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { advisories } from './advisories/table.ts'

const root = join(import.meta.dirname, '..')

/** Whether the file has a test, or a group of them, whose name is written like this. */
function hasTest(file: string, name: string): boolean {
  const path = join(root, file)
  if (!existsSync(path)) return false
  const text = readFileSync(path, 'utf8')
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`))
}

test('every row of the collection is answered, by a test or by the reason why there is none', () => {
  expect(advisories.map(({ row }) => row)).toEqual([
    ...[1, 3, 4, 5, 6, 7, 9, 10, 12, 13, 14, 15, 17, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30],
    ...[32, 33, 34, 36, 37, 38, 40, 41, 42, 44, 45],
  ])
  for (const { row, proofs, notHere } of advisories) expect(proofs.length > 0 || notHere, `row ${row}`).toBeTruthy()
})

test.each(advisories)('the tests named for row $row, $where, are there', ({ proofs }) => {
  expect(proofs.filter(([file, name]) => !hasTest(file, name))).toEqual([])
})
