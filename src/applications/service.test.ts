import { describe, expect, test } from 'vitest'
import { anAdministrator, applicationActor, delegated, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { Secret } from '../base/secret.ts'
import { plusMinutes } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { roleIds } from '../roles/rules.ts'
import {
  addApplicationSecret,
  checkClientSecret,
  createApplication,
  deleteApplication,
  listApplications,
  readApplication,
  removeApplicationSecret,
  updateApplication,
} from './service.ts'

const system = systemActor()
const displayName = 'HR import'
const application = displayName
const passWrite = 'UserAuthMethod-TAP.ReadWrite.All'
const day = 24 * 60

const make = (kernel: Kernel, permissions: readonly string[] = ['User.Read.All']) =>
  createApplication(kernel, system, { displayName, permissions })

const check = (kernel: Kernel, clientId: string, secret: string) =>
  checkClientSecret(kernel, clientId, new Secret(secret))

describe('creating', () => {
  test('gives ids, permissions and one secret of 256 bits, shown once and kept as a keyed hash', async () => {
    await using kernel = await openTestKernel()
    const { application: made, secret } = await make(kernel, [passWrite, 'User.Read.All', passWrite])
    expect(made).toMatchObject({ displayName, permissions: ['User.Read.All', passWrite], accountEnabled: true })
    expect(secret.secret.reveal()).toMatch(/^[\w-]{43}$/)
    expect(secret.expiresAt).toBe(plusMinutes(kernel.clock.now(), 180 * day))
    expect(JSON.stringify(secret)).not.toContain(secret.secret.reveal())
    const { secrets } = await readApplication(kernel, system, displayName)
    expect(secrets).toEqual([
      {
        id: secret.id,
        displayName: null,
        hint: secret.secret.reveal().slice(0, 3),
        createdAt: kernel.clock.now(),
        expiresAt: secret.expiresAt,
      },
    ])
    const rows = await kernel.store.read((r) => r.db.selectFrom('application_secrets').selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(secret.secret.reveal())
  })

  test('is recorded with what was granted and which secret, and without the secret', async () => {
    await using kernel = await openTestKernel()
    let revealed = ''
    const records = await recordsOf(kernel, async () => {
      revealed = (await make(kernel)).secret.secret.reveal()
    })
    expect(records.map((record) => record.activityDisplayName)).toEqual([
      'Add app role assignment to service principal',
      'Add application',
      'Add service principal credentials',
    ])
    expect(JSON.stringify(records)).toContain('User.Read.All')
    expect(JSON.stringify(records)).not.toContain(revealed)
  })

  test('takes permissions by name in any case and by id', async () => {
    await using kernel = await openTestKernel()
    const asked = ['user.read.all', '627169A8-8C15-451C-861A-5B80E383DE5C', 'b0afded3-3588-46d8-8b3d-9842eff778da']
    const { application: made } = await make(kernel, asked)
    expect(made.permissions).toEqual(['AuditLog.Read.All', 'User.Read.All', passWrite])
  })

  test('refuses a permission Graph does not have, and names the nearest', async () => {
    await using kernel = await openTestKernel()
    const attempt = make(kernel, ['User.Read.All', 'UserAuthMethod-TAP.ReadWrite'])
    await expect(attempt).rejects.toMatchObject({
      code: 'permissionUnknown',
      field: 'permissions',
      message:
        "There is no application permission 'UserAuthMethod-TAP.ReadWrite'. Did you mean UserAuthMethod-TAP.ReadWrite.All?",
    })
    await expect(make(kernel, ['00000000-0000-4000-8000-00000000dead'])).rejects.toMatchObject({
      code: 'permissionUnknown',
    })
    expect(await listApplications(kernel, system)).toEqual([])
  })

  test.each(['', '   ', 'a\u0000b', 'a\u202eb', 'x'.repeat(257)])('refuses the name %j', async (name) => {
    await using kernel = await openTestKernel()
    const attempt = createApplication(kernel, system, { displayName: name, permissions: [] })
    expect(await refusalOf(attempt)).toBe('nameInvalid')
  })

  test.each([0, -1, 1.5, 731, Number.NaN, Number.POSITIVE_INFINITY])('refuses a secret for %d days', async (days) => {
    await using kernel = await openTestKernel()
    const attempt = createApplication(kernel, system, { displayName, permissions: [], secretLifetimeDays: days })
    expect(await refusalOf(attempt)).toBe('secretLifetimeOutOfRange')
  })
})

describe('what an application may hand out', () => {
  const narrow = applicationActor(['Application.ReadWrite.All', 'User.Read.All'])

  test('is the same where it acts for somebody who may hand out everything', async () => {
    await using kernel = await openTestKernel()
    const { actor } = await anAdministrator(kernel, roleIds.globalAdministrator)
    const acting = delegated(actor, ['Application.ReadWrite.All', 'User.Read.All'])
    const attempt = createApplication(kernel, acting, { displayName, permissions: [passWrite] })
    expect(await refusalOf(attempt)).toBe('permissionNotYours')
    await createApplication(kernel, acting, { displayName, permissions: ['User.Read.All'] })
    await createApplication(kernel, actor, { displayName, permissions: [passWrite] })
  })

  test('and it neither moves, nor adds a secret to, an application people let do more for them', async () => {
    await using kernel = await openTestKernel()
    const redirectUris = ['https://portal.example.com/back']
    const given = { displayName, permissions: [], delegatedPermissions: ['User.Read', passWrite], redirectUris }
    await createApplication(kernel, system, given)
    const elsewhere = { application, redirectUris: ['https://evil.example/back'] }
    expect(await refusalOf(updateApplication(kernel, narrow, elsewhere))).toBe('permissionNotYours')
    expect(await refusalOf(addApplicationSecret(kernel, narrow, { application }))).toBe('permissionNotYours')
    const { application: after, secrets } = await readApplication(kernel, system, application)
    expect(after.redirectUris).toEqual(redirectUris)
    expect(secrets).toHaveLength(1)
  })

  test('is what it holds itself', async () => {
    await using kernel = await openTestKernel()
    const attempt = createApplication(kernel, narrow, { displayName, permissions: ['User.Read.All', passWrite] })
    await expect(attempt).rejects.toMatchObject({
      code: 'permissionNotYours',
      message: expect.stringContaining(passWrite),
    })
    await createApplication(kernel, narrow, { displayName, permissions: ['User.Read.All'] })
  })

  test('and it neither widens, nor adds a secret to, an application that can do more', async () => {
    await using kernel = await openTestKernel()
    await make(kernel, [passWrite])
    const attempts = [
      () => addApplicationSecret(kernel, narrow, { application }),
      () => updateApplication(kernel, narrow, { application, accountEnabled: true }),
      () => updateApplication(kernel, narrow, { application, permissions: [] }),
    ]
    for (const attempt of attempts) expect(await refusalOf(attempt())).toBe('permissionNotYours')
    expect((await readApplication(kernel, system, application)).secrets).toHaveLength(1)
  })
})

describe('a secret', () => {
  test('is right for its own application only', async () => {
    await using kernel = await openTestKernel()
    const one = await make(kernel)
    const other = await createApplication(kernel, system, { displayName: 'Other', permissions: [] })
    const text = one.secret.secret.reveal()
    expect(await check(kernel, one.application.appId.toUpperCase(), text)).toMatchObject({ ok: true })
    expect(await check(kernel, other.application.appId, text)).toMatchObject({ ok: false, why: 'wrongSecret' })
    expect(await check(kernel, one.application.id, text)).toEqual({ ok: false, why: 'unknownApplication' })
    for (const wrong of ['', text.slice(1), `${text} `, text.toLowerCase(), one.secret.id, one.secret.hint]) {
      expect(await check(kernel, one.application.appId, wrong)).toMatchObject({ ok: false, why: 'wrongSecret' })
    }
  })

  test('is good until its last moment, and others beside it stay good', async () => {
    await using kernel = await openTestKernel()
    const first = await make(kernel)
    const { appId } = first.application
    const second = await addApplicationSecret(kernel, system, { application: appId, lifetimeDays: 1 })
    kernel.clock.advanceSeconds(day * 60 - 1)
    expect(await check(kernel, appId, second.secret.secret.reveal())).toMatchObject({ ok: true })
    kernel.clock.advanceSeconds(1)
    expect(await check(kernel, appId, second.secret.secret.reveal())).toMatchObject({ ok: false, why: 'expiredSecret' })
    expect(await check(kernel, appId, first.secret.secret.reveal())).toMatchObject({ ok: true })
  })

  test('is wrong as soon as it is removed, which is recorded', async () => {
    await using kernel = await openTestKernel()
    const { application: made, secret } = await make(kernel)
    const remove = () => removeApplicationSecret(kernel, system, { application, secretId: secret.id.toUpperCase() })
    const records = await recordsOf(kernel, remove)
    expect(records).toMatchObject([{ activityDisplayName: 'Remove service principal credentials', result: 'success' }])
    expect(await check(kernel, made.appId, secret.secret.reveal())).toMatchObject({ ok: false, why: 'wrongSecret' })
    expect(await refusalOf(remove())).toBe('secretNotFound')
  })

  test('of a disabled application is told to be so only where it is right', async () => {
    await using kernel = await openTestKernel()
    const { application: made, secret } = await make(kernel)
    await updateApplication(kernel, system, { application, accountEnabled: false })
    expect(await check(kernel, made.appId, secret.secret.reveal())).toMatchObject({ ok: false, why: 'disabled' })
    expect(await check(kernel, made.appId, 'wrong')).toMatchObject({ ok: false, why: 'wrongSecret' })
  })
})

describe('changing', () => {
  test('replaces what is named, leaves the rest, and records both', async () => {
    await using kernel = await openTestKernel()
    const { application: made } = await make(kernel)
    const records = await recordsOf(kernel, () =>
      updateApplication(kernel, system, { application, displayName: ' Renamed ', permissions: [passWrite] }),
    )
    expect((await readApplication(kernel, system, made.appId)).application).toEqual({
      ...made,
      displayName: 'Renamed',
      permissions: [passWrite],
    })
    expect(records).toMatchObject([
      { activityDisplayName: 'Add app role assignment to service principal' },
      {
        activityDisplayName: 'Update application',
        targetResources: [
          { modifiedProperties: [{ displayName: 'DisplayName', oldValue: '"HR import"', newValue: '"Renamed"' }] },
        ],
      },
    ])
  })

  test('needs to know which application is meant', async () => {
    await using kernel = await openTestKernel()
    const { application: made } = await make(kernel)
    await make(kernel)
    expect(await refusalOf(deleteApplication(kernel, system, { application }))).toBe('malformedRequest')
    await deleteApplication(kernel, system, { application: made.appId })
    await deleteApplication(kernel, system, { application })
    expect(await refusalOf(deleteApplication(kernel, system, { application }))).toBe('applicationNotFound')
    expect(await kernel.store.read((r) => r.db.selectFrom('application_secrets').selectAll().execute())).toEqual([])
  })

  test('an application deleted while secrets are added leaves none behind', async () => {
    await using kernel = await openTestKernel()
    const { application: made } = await make(kernel)
    const input = { application: made.appId }
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => addApplicationSecret(kernel, system, input)),
      deleteApplication(kernel, system, input),
      ...Array.from({ length: 4 }, () => addApplicationSecret(kernel, system, input)),
    ])
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(new Set(reasons)).toEqual(new Set(reasons.length > 0 ? ['applicationNotFound'] : []))
    expect(await kernel.store.read((r) => r.db.selectFrom('application_secrets').selectAll().execute())).toEqual([])
  })
})

test('reading needs its own permission', async () => {
  await using kernel = await openTestKernel()
  await make(kernel)
  const reader = applicationActor(['Application.Read.All'])
  const stranger = applicationActor(['User.Read.All'])
  expect(await listApplications(kernel, reader)).toHaveLength(1)
  expect(await refusalOf(listApplications(kernel, stranger))).toBe('insufficientPrivileges')
  expect(await refusalOf(readApplication(kernel, stranger, application))).toBe('insufficientPrivileges')
})
