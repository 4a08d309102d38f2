import { describe, expect, it } from 'vitest'
import { applicationActor, aUser, userActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { aPasskey } from '../../../tests/kit/methods.ts'
import { attemptOf, beginProof, proveWith } from '../../../tests/kit/proving.ts'
import { recordsOf, refusalOf } from '../../../tests/kit/records.ts'
import { inSession } from '../../../tests/kit/sessions.ts'
import type { RequestOptions } from '../../../tests/kit/soft-authenticator.ts'
import type { User } from '../../directory/rules.ts'
import { passkey } from './method.ts'
import { deletePasskey, listPasskeys, passkeysOf, removeOwnPasskey, renameOwnPasskey } from './service.ts'

const storedOf = (kernel: TestKernel, user: User) => kernel.store.read((r) => passkeysOf(r, user.id))

describe('deleting and renaming', () => {
  it('makes a deleted passkey worthless at once, and records who deleted it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator, id } = await aPasskey(kernel, user)
    const options = await beginProof<RequestOptions>(kernel, passkey, attemptOf(user))
    const desk = applicationActor(['UserAuthMethod-Passkey.ReadWrite.All'])
    const records = await recordsOf(kernel, () => deletePasskey(kernel, desk, { user: user.id, passkeyId: id }))
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Admin deleted security info',
        resultReason: 'Admin deleted Fido2 Authentication Method for user',
        targetResources: [{ id: user.id }],
      },
    ])
    const refused = await proveWith(kernel, passkey, attemptOf(user), authenticator.get(options))
    expect(refused).toEqual({ ok: false, errorCode: 135018 })
    expect(await refusalOf(deletePasskey(kernel, desk, { user: user.id, passkeyId: id }))).toBe('methodNotFound')
  })

  it('lets nobody but the permitted see or delete', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { id } = await aPasskey(kernel, ada)
    const bobHimself = await inSession(kernel, bob)
    expect(await refusalOf(listPasskeys(kernel, bobHimself, ada.id))).toBe('insufficientPrivileges')
    expect(await refusalOf(deletePasskey(kernel, bobHimself, { user: ada.id, passkeyId: id }))).toBe(
      'insufficientPrivileges',
    )
    expect(await refusalOf(removeOwnPasskey(kernel, bobHimself, id))).toBe('methodNotFound')
    expect(await refusalOf(renameOwnPasskey(kernel, bobHimself, id, 'mine'))).toBe('methodNotFound')
    expect(await listPasskeys(kernel, userActor(ada), ada.userPrincipalName)).toMatchObject([{ id }])
  })

  it('lets owners rename and remove their own, and records both', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await aPasskey(kernel, user)
    await aPasskey(kernel, user)
    const actor = await inSession(kernel, user)
    const records = await recordsOf(kernel, async () => {
      expect(await renameOwnPasskey(kernel, actor, id, ' Travel key ')).toBe('Travel key')
      expect(await renameOwnPasskey(kernel, actor, id, 'Passkey 2')).toBe('Passkey 2 2')
      expect(await refusalOf(renameOwnPasskey(kernel, actor, id, ''))).toBe('nameInvalid')
      await removeOwnPasskey(kernel, actor, id)
    })
    expect(records.map((record) => record.resultReason)).toEqual([
      'User deleted Fido2 Authentication Method',
      'User renamed Fido2 Authentication Method',
      'User renamed Fido2 Authentication Method',
    ])
    expect(await storedOf(kernel, user)).toHaveLength(1)
  })
})
