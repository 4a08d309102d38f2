import { expect, test } from 'vitest'
import { applicationActor, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { createGroup, deleteGroup } from '../../directory/service.ts'
import { type ConfigurationId, defaultConfigurations, defaultSettings } from './rules.ts'
import { configuration, policyFor, readMethodsPolicy, resetConfiguration, updateConfigurations } from './service.ts'

const actor = systemActor()
const nobody = 'aaaaaaaa-0000-4000-8000-000000000001'
const group = (id: string) => ({ targetType: 'group', id, isRegistrationRequired: false }) as const

const now = (kernel: TestKernel, id: ConfigurationId) => kernel.store.read((r) => configuration(r, id))

async function audits(kernel: TestKernel) {
  const rows = await kernel.store.read((r) =>
    r.db
      .selectFrom('directory_audits')
      .select('record')
      .where('activity_display_name', 'like', 'Authentication Methods%')
      .execute(),
  )
  return rows.map((row) => JSON.parse(row.record))
}

test('a fresh tenant answers the defaults', async () => {
  await using kernel = await openTestKernel()
  expect(await now(kernel, 'TemporaryAccessPass')).toEqual(defaultConfigurations.TemporaryAccessPass)
  expect(await readMethodsPolicy(kernel, actor)).toEqual({
    configurations: Object.values(defaultConfigurations),
    settings: defaultSettings,
    lastModifiedAt: null,
  })
})

test('a change holds from the next read on and is recorded with old and new values', async () => {
  await using kernel = await openTestKernel()
  const { id: staff } = await createGroup(kernel, actor, { displayName: 'Staff' })
  const change = { state: 'enabled', maximumLifetimeInMinutes: 600, includeTargets: [group(staff)] } as const
  await updateConfigurations(kernel, actor, [{ id: 'TemporaryAccessPass', change }])
  expect(await now(kernel, 'TemporaryAccessPass')).toEqual({ ...defaultConfigurations.TemporaryAccessPass, ...change })
  expect((await readMethodsPolicy(kernel, actor)).lastModifiedAt).toBe(kernel.clock.now())
  expect(await audits(kernel)).toMatchObject([
    {
      activityDisplayName: 'Authentication Methods Policy Update',
      category: 'ApplicationManagement',
      loggedByService: 'Authentication Methods',
      operationType: 'Update',
      result: 'success',
      targetResources: [
        {
          id: 'TemporaryAccessPass',
          type: 'Policy',
          modifiedProperties: [
            { displayName: 'state', oldValue: '"disabled"', newValue: '"enabled"' },
            {
              displayName: 'includeTargets',
              oldValue: '[{"targetType":"group","id":"all_users","isRegistrationRequired":false}]',
              newValue: `[{"targetType":"group","id":"${staff}","isRegistrationRequired":false}]`,
            },
            { displayName: 'maximumLifetimeInMinutes', oldValue: '480', newValue: '600' },
          ],
        },
      ],
    },
  ])
})

test('a user named as a target is covered or left out like one of a group', async () => {
  await using kernel = await openTestKernel()
  const [ada, ben] = [await aUser(kernel), await aUser(kernel)]
  const named = { targetType: 'user', id: ada.id.toUpperCase() } as const
  const allowed = async () => {
    const scopes = await kernel.store.read((r) => Promise.all([ada, ben].map(({ id }) => policyFor(r, 'Fido2', id))))
    return scopes.map(({ scope }) => scope.allowed)
  }
  const includeTargets = [{ ...named, isRegistrationRequired: false }]
  await updateConfigurations(kernel, actor, [{ id: 'Fido2', change: { includeTargets } }])
  expect(await allowed()).toEqual([true, false])
  await resetConfiguration(kernel, actor, 'Fido2')
  await updateConfigurations(kernel, actor, [{ id: 'Fido2', change: { excludeTargets: [named] } }])
  expect(await allowed()).toEqual([false, true])
})

test('a reset brings the defaults back and is recorded', async () => {
  await using kernel = await openTestKernel()
  await updateConfigurations(kernel, actor, [{ id: 'Fido2', change: { state: 'disabled' } }])
  const records = await recordsOf(kernel, () => resetConfiguration(kernel, actor, 'Fido2'))
  expect(await now(kernel, 'Fido2')).toEqual(defaultConfigurations.Fido2)
  const modifiedProperties = [{ displayName: 'state', oldValue: '"disabled"', newValue: '"enabled"' }]
  expect(records).toMatchObject([
    {
      activityDisplayName: 'Authentication Methods Policy Reset',
      targetResources: [{ id: 'Fido2', modifiedProperties }],
    },
  ])
})

test('a configuration that breaks a rule is refused, recorded as a failure, and changes nothing', async () => {
  await using kernel = await openTestKernel()
  const change = { defaultLifetimeInMinutes: 10, defaultLength: 4 }
  const message = 'defaultLength is 4; it must be a whole number from 8 to 48 characters.'
  await expect(updateConfigurations(kernel, actor, [{ id: 'TemporaryAccessPass', change }])).rejects.toMatchObject({
    code: 'policyInvalid',
    field: 'defaultLength',
    message,
  })
  expect(await now(kernel, 'TemporaryAccessPass')).toEqual(defaultConfigurations.TemporaryAccessPass)
  expect(await audits(kernel)).toMatchObject([
    { result: 'failure', resultReason: message, targetResources: [{ id: 'TemporaryAccessPass' }] },
  ])
})

test('a change to what is there already changes nothing, and there is nothing to tell', async () => {
  await using kernel = await openTestKernel()
  await updateConfigurations(kernel, actor, [{ id: 'Fido2', change: { state: 'enabled' } }])
  await resetConfiguration(kernel, actor, 'Fido2')
  expect((await readMethodsPolicy(kernel, actor)).lastModifiedAt).toBeNull()
  expect(await audits(kernel)).toEqual([])
})

test('of several changes none is made when one is refused', async () => {
  await using kernel = await openTestKernel()
  const updates = [
    { id: 'Password', change: { state: 'disabled' } },
    { id: 'TemporaryAccessPass', change: { defaultLength: 4 } },
  ] as const
  await expect(updateConfigurations(kernel, actor, updates)).rejects.toMatchObject({ code: 'policyInvalid' })
  expect((await now(kernel, 'Password')).state).toBe('enabled')
})

test('a group that does not exist cannot become a target, one that went away may stay', async () => {
  await using kernel = await openTestKernel()
  const excluding = (id: string) => [{ id: 'Password', change: { excludeTargets: [group(id)] } }] as const
  await expect(updateConfigurations(kernel, actor, excluding(nobody))).rejects.toMatchObject({ code: 'policyInvalid' })
  const { id: staff } = await createGroup(kernel, actor, { displayName: 'Staff' })
  await updateConfigurations(kernel, actor, excluding(staff))
  await deleteGroup(kernel, actor, { group: staff })
  await updateConfigurations(kernel, actor, [{ id: 'Password', change: { state: 'disabled' } }])
  expect(await now(kernel, 'Password')).toMatchObject({ state: 'disabled', excludeTargets: [{ id: staff }] })
})

test('changes made at the same moment do not lose one another', async () => {
  await using kernel = await openTestKernel()
  const changes = [
    { state: 'enabled' },
    { defaultLength: 12 },
    { maximumLifetimeInMinutes: 600 },
    { isUsableOnce: true },
    { passcodeAlphabet: 'full' },
    { passcodeGrowsWithLifetime: true },
    { administratorsExcluded: true },
    { minimumLifetimeInMinutes: 30 },
  ] as const
  await Promise.all(
    changes.map((change) => updateConfigurations(kernel, actor, [{ id: 'TemporaryAccessPass', change }])),
  )
  expect(await now(kernel, 'TemporaryAccessPass')).toEqual(
    Object.assign({}, defaultConfigurations.TemporaryAccessPass, ...changes),
  )
  expect(await audits(kernel)).toHaveLength(changes.length)
})

test('reading and changing need their own permission', async () => {
  await using kernel = await openTestKernel()
  const reader = applicationActor(['Policy.Read.All'])
  const stranger = applicationActor(['User.Read.All'])
  const update = { id: 'Password', change: { state: 'disabled' } } as const
  await expect(readMethodsPolicy(kernel, reader)).resolves.toBeDefined()
  await expect(readMethodsPolicy(kernel, stranger)).rejects.toMatchObject({ code: 'insufficientPrivileges' })
  await expect(updateConfigurations(kernel, reader, [update])).rejects.toMatchObject({ code: 'insufficientPrivileges' })
  await expect(resetConfiguration(kernel, reader, 'Password')).rejects.toMatchObject({ code: 'insufficientPrivileges' })
  expect((await now(kernel, 'Password')).state).toBe('enabled')
})
