import { describe, expect, test } from 'vitest'
import { anAdministrator, aUnit, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { Secret } from '../base/secret.ts'
import { resetPassword } from '../directory/passwords.ts'
import type { User } from '../directory/rules.ts'
import type { SlowHash } from '../kernel/slow-hash.ts'
import { roleIds } from '../roles/rules.ts'
import { assignRole } from '../roles/service.ts'
import { readPasswordState } from './password/service.ts'
import { findPass, issuePass } from './temporary-access-pass/service.ts'

const system = systemActor()

/** Lets something happen while a hash is made. */
function meanwhile(hashing: SlowHash, happens: () => Promise<unknown>): void {
  const hash = hashing.hash.bind(hashing)
  Object.assign(hashing, {
    hash: async (...given: Parameters<SlowHash['hash']>) => {
      await happens()
      return hash(...given)
    },
  })
}

const becomes = {
  'an administrator': (kernel: TestKernel, user: User) =>
    assignRole(kernel, system, { principalId: user.id, roleDefinitionId: roleIds.globalAdministrator }),
  'a member of a unit with restricted management': (kernel: TestKernel, user: User) =>
    aUnit(kernel, { isMemberManagementRestricted: true, members: [user] }),
} as const

describe.each(Object.entries(becomes))('somebody who becomes %s while the hash is made', (_, happens) => {
  test('is issued no pass by those who may not issue one any more', async () => {
    await using kernel = await openTestKernel()
    await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
    const { actor } = await anAdministrator(kernel, roleIds.authenticationAdministrator)
    const user = await aUser(kernel)
    meanwhile(kernel.passHash, () => happens(kernel, user))
    const records = await recordsOf(kernel, async () => {
      expect(await refusalOf(issuePass(kernel, actor, { user: user.id }))).toBe('targetOutOfReach')
    })
    expect(records.at(-1)).toMatchObject({ activityDisplayName: 'Admin registered security info', result: 'failure' })
    expect(await kernel.store.read((r) => findPass(r, user.id))).toBeUndefined()
  })

  test('keeps the password they have', async () => {
    await using kernel = await openTestKernel()
    const { actor } = await anAdministrator(kernel, roleIds.helpdeskAdministrator)
    const user = await aUser(kernel)
    meanwhile(kernel.passwordHash, () => happens(kernel, user))
    const attempt = resetPassword(kernel, actor, {
      user: user.id,
      password: new Secret('seven grey herons wade'),
      mustChange: true,
    })
    expect(await refusalOf(attempt)).toBe('targetOutOfReach')
    expect(await readPasswordState(kernel, system, user.id)).toBeUndefined()
  })
})
