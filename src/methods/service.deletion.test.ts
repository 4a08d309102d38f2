import { expect, it } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { attemptOf, beginProof, proveWith, setPolicy, unnamedAttempt } from '../../tests/kit/proving.ts'
import type { RequestOptions } from '../../tests/kit/soft-authenticator.ts'
import { deleteUser } from '../directory/service.ts'
import { consequences } from '../main/compose.ts'
import { methodModules } from './index.ts'
import { passkey } from './passkey/method.ts'
import { password } from './password/method.ts'
import { issuePass } from './temporary-access-pass/service.ts'
import { softwareOath } from './totp/method.ts'

it('a name made again inherits no method of whoever had it before', async () => {
  await using kernel = await openTestKernel({ consequences })
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  const given = { userPrincipalName: `ada@${kernel.tenant.domain}` }
  const before = await aUser(kernel, given)
  const { authenticator } = await aPasskey(kernel, before)
  const { code } = await anAuthenticatorApp(kernel, before)
  const typed = await aPassword(kernel, before)
  await issuePass(kernel, systemActor(), { user: before.id })
  await deleteUser(kernel, systemActor(), { user: before.id })
  const after = await aUser(kernel, given)
  for (const { method } of methodModules) {
    for (const { id } of [before, after]) {
      expect(await kernel.store.read((r) => method.list(kernel, r, id))).toEqual([])
    }
  }
  const options = await beginProof<RequestOptions>(kernel, passkey, unnamedAttempt())
  expect(await proveWith(kernel, passkey, unnamedAttempt(), authenticator.get(options))).toMatchObject({ ok: false })
  expect(await proveWith(kernel, softwareOath, attemptOf(after), code())).toMatchObject({ ok: false })
  expect(await proveWith(kernel, password, attemptOf(after), typed)).toMatchObject({ ok: false })
})
