import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import type { User } from '../directory/rules.ts'
import { deleteOwnPass, findPass, issuePass } from '../methods/temporary-access-pass/service.ts'
import { updateConfigurations } from '../policies/authentication-methods/service.ts'
import type { DirectoryAudit } from './rules.ts'

const desk = applicationActor(['UserAuthenticationMethod.ReadWrite.All'])

let kernel: TestKernel
let user: User
let issued: DirectoryAudit
let deleted: DirectoryAudit

beforeAll(async () => {
  kernel = await openTestKernel()
  user = await aUser(kernel)
  await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  await issuePass(kernel, desk, { user: user.id, lifetimeMinutes: 60, isUsableOnce: false })
  issued = await newest()
  kernel.clock.advanceSeconds(60)
  const found = await kernel.store.read((r) => findPass(r, user.id))
  await kernel.store.write(systemActor(), (w) => deleteOwnPass(w, user, found?.pass.id ?? ''))
  deleted = await newest()
})
afterAll(() => kernel.test.close())

async function newest(): Promise<DirectoryAudit> {
  const { record } = await kernel.test.database.reader
    .selectFrom('directory_audits')
    .select('record')
    .where('logged_by_service', '=', 'Authentication Methods')
    .where('category', '=', 'UserManagement')
    .orderBy('activity_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return JSON.parse(record) as DirectoryAudit
}

interface Target {
  readonly id: string
  readonly userPrincipalName: string
  readonly modifiedProperties: readonly { readonly displayName: string; readonly newValue: string | null }[]
}

const targetsOf = (record: DirectoryAudit) => record.targetResources as unknown as readonly Target[]
const propertyOf = (record: DirectoryAudit, name: string) =>
  targetsOf(record)
    .flatMap((target) => target.modifiedProperties)
    .find((property) => property.displayName.includes(name))?.newValue

/** Public rules, each over the fields it reads (facts/security.md D2). */
const rules: Readonly<Record<string, (record: DirectoryAudit) => boolean>> = {
  'Sigma: Temporary Access Pass Added To An Account': (record) =>
    record.activityDisplayName === 'Admin registered security info' &&
    record.resultReason === 'Admin registered temporary access pass method for user',
  'Elastic: Entra ID Temporary Access Pass Created for User': (record) =>
    record.result === 'success' &&
    record.activityDisplayName === 'Admin registered security info' &&
    targetsOf(record).some((target) =>
      target.modifiedProperties.some((property) => /.*TemporaryAccessPass.*/.test(property.displayName)),
    ),
  'Sentinel: Addition of a Temporary Access Pass to a Privileged Account': (record) =>
    record.activityDisplayName === 'Admin registered security info' &&
    record.resultReason === 'Admin registered temporary access pass method for user' &&
    targetsOf(record)[0]?.userPrincipalName === user.userPrincipalName,
  'the hunt for connector accounts with a pass': (record) =>
    record.loggedByService === 'Authentication Methods' &&
    record.resultReason.includes('registered temporary access pass') &&
    targetsOf(record)[0]?.id === user.id &&
    (record.initiatedBy.user ?? record.initiatedBy.app) !== null,
}

describe('an issued pass fires', () => {
  test.each(Object.entries(rules))('%s', (_, fires) => {
    expect(fires(issued)).toBe(true)
    expect(fires(deleted)).toBe(false)
  })
})

test('a hunt over the properties of passes reads id, window and usage of each', () => {
  expect(JSON.parse(propertyOf(issued, 'TemporaryAccessPass.TemporaryAccessPass.Id') ?? '')).toMatch(/^[0-9a-f-]{36}$/)
  const time = (name: string) => JSON.parse(propertyOf(issued, `TemporaryAccessPass.TemporaryAccessPass.${name}`) ?? '')
  expect(time('StartDateTime')).toBe('2026-03-02T08:00:00.000Z')
  expect(time('EndTime')).toBe('2026-03-02T09:00:00.000Z')
  expect(time('AccessPassUsage')).toContain('Multiple')
})

test('a record says who, from where, with what and under which correlation id', () => {
  expect(issued.id).toMatch(new RegExp(`^Authentication Methods_${desk.origin.correlationId}_`))
  expect(issued).toMatchObject({
    category: 'UserManagement',
    correlationId: desk.origin.correlationId,
    userAgent: 'test',
    initiatedBy: { user: null, app: { appId: desk.appId, displayName: desk.displayName, ipAddress: '192.0.2.1' } },
  })
})

test('a deletion by the person fires the rule on changed methods', () => {
  expect(deleted.loggedByService).toBe('Authentication Methods')
  expect(deleted.activityDisplayName).toBe('User deleted security info')
  expect(deleted.resultReason).toContain('temporary access pass method')
})
