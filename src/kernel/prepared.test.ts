import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { preparingOnce } from './prepared.ts'

test('what is asked often stays prepared, however many others are asked once', () => {
  const database = new Sqlite(':memory:')
  const prepare = preparingOnce(database)
  const often = prepare('select 1')
  for (let other = 0; other < 2000; other++) {
    prepare(`select ${other} as other`)
    expect(prepare('select 1')).toBe(often)
  }
  database.close()
})

test('what was asked long ago, or is very long, is prepared anew', () => {
  const database = new Sqlite(':memory:')
  const prepare = preparingOnce(database)
  const old = prepare('select 1')
  for (let other = 0; other < 600; other++) prepare(`select ${other} as other`)
  expect(prepare('select 1')).not.toBe(old)
  const long = `select '${'x'.repeat(20_000)}'`
  expect(prepare(long)).not.toBe(prepare(long))
  database.close()
})
