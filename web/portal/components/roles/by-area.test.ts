import { expect, test } from 'vitest'
import { byArea } from './by-area.ts'

test('what is of one area stands together, in the order of areas, and areas of nothing are left out', () => {
  const logs = { name: 'read', area: 'logs' } as const
  const first = { name: 'create', area: 'users' } as const
  const second = { name: 'delete', area: 'users' } as const
  expect(byArea([logs, first, second])).toEqual([
    ['users', [first, second]],
    ['logs', [logs]],
  ])
})
