import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPolicy } from '../../tests/kit/access-in-force.ts'
import { aGroup, systemActor } from '../../tests/kit/builders.ts'
import { databaseKind } from '../../tests/kit/database.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { appendRecords } from '../audit/store.ts'
import { parseListQuery } from '../base/odata/query.ts'
import type { Position } from '../base/odata/shape.ts'
import { addMember } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { Store } from '../kernel/store.ts'
import { Turn } from '../kernel/turn.ts'
import { exclusionShape, exemptPersonShape } from './rules.ts'
import { listExclusions, listExemptPeople } from './service.ts'

const memberCount = 1200

const idOf = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

let kernel: TestKernel

beforeAll(async () => {
  kernel = await openTestKernel()
  const group = await aGroup(kernel)
  const inner = await aGroup(kernel)
  await addMember(kernel, systemActor(), { group: group.id, member: inner.id })
  const { writer } = kernel.test.database
  const numbers = Array.from({ length: memberCount }, (_, index) => index)
  for (let at = 0; at < memberCount; at += 400) {
    const some = numbers.slice(at, at + 400)
    const users = some.map((number) => ({
      id: idOf(number),
      user_principal_name: `u${number}@example.com`,
      user_principal_name_key: `u${number}@example.com`,
      display_name: `Person ${number % 7}`,
      display_name_key: `person ${number % 7}`,
      mail_nickname: 'x',
      business_phones: '[]',
      user_type: 'Member' as const,
      account_enabled: 1,
      created_at: number,
      sessions_valid_from: 0,
    }))
    await writer.insertInto('users').values(users).execute()
    const members = some.map((number) => ({
      group_id: number % 2 ? group.id : inner.id,
      member_id: idOf(number),
      member_kind: 'user' as const,
      added_at: number,
    }))
    await writer.insertInto('group_members').values(members).execute()
  }
  await aPolicy(kernel, { users: { excludeGroups: [group.id] }, grant: { builtInControls: ['mfa'] } })
  for (let index = 0; index < 20; index++) {
    await aPolicy(kernel, { users: { excludeUsers: [idOf(index)] }, grant: { builtInControls: ['mfa'] } })
  }
})
afterAll(() => kernel[Symbol.asyncDispose]())

/** The kernel on a database that counts the statements sent to it. */
function counting(): { readonly kernel: Kernel; readonly sent: () => number } {
  let sent = 0
  const { database } = kernel.test
  const turnOf = () =>
    new Turn(databaseKind(), (statement) => {
      sent++
      return database.reader.executeQuery(statement)
    })
  const { clock, random } = kernel
  const append = appendRecords(kernel.vault, () => kernel.tenant.id)
  const store = new Store({ database: { ...database, read: (work) => work(turnOf().db) }, clock, random, append })
  return { kernel: { ...kernel, store }, sent: () => sent }
}

const query = (top: number, after?: Position, shape = exemptPersonShape) =>
  parseListQuery(
    new Map([
      ['$top', `${top}`],
      ['$count', 'true'],
    ]),
    shape,
    after,
  )

test('the members of an excluded group come page by page, each once, with their way', async () => {
  const seen: string[] = []
  let after: Position | undefined
  do {
    const page = await listExemptPeople(kernel, systemActor(), query(250, after))
    expect(page.count).toBe(memberCount)
    for (const person of page.items) {
      const [exemption] = person.exemptions
      expect(exemption?.groups).toHaveLength(Number.parseInt(person.id.slice(-12), 16) % 2 ? 1 : 2)
      seen.push(person.id)
    }
    after = page.next
  } while (after)
  expect(seen.toSorted()).toEqual(Array.from({ length: memberCount }, (_, index) => idOf(index)))
})

test('a page of people takes as many statements as any other, however many are on it', async () => {
  const takes = async (top: number) => {
    const counted = counting()
    const page = await listExemptPeople(counted.kernel, systemActor(), query(top))
    expect(page.items).toHaveLength(top)
    return counted.sent()
  }
  const [few, many] = [await takes(2), await takes(900)]
  expect(many).toBe(few)
  expect(many).toBeLessThan(20)
})

test('a page of exclusions takes as many statements as any other, however many are on it', async () => {
  const takes = async (top: number) => {
    const counted = counting()
    await listExclusions(counted.kernel, systemActor(), query(top, undefined, exclusionShape))
    return counted.sent()
  }
  expect(await takes(21)).toBe(await takes(2))
})
