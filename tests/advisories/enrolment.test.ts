import { describe, expect, test } from 'vitest'
import { methodModules } from '../../src/methods/index.ts'
import type { OathKey } from '../../src/methods/totp/service.ts'
import { beginOwnRegistration, finishOwnRegistration, type OwnContext } from '../../src/security-info/service.ts'
import { aUser } from '../kit/builders.ts'
import { openTestKernel, type TestKernel } from '../kit/kernel.ts'
import { refusalOf } from '../kit/records.ts'
import { signedInByPass } from '../kit/sessions.ts'
import { codeAt } from '../kit/soft-app.ts'
import { type CreationOptions, SoftAuthenticator } from '../kit/soft-authenticator.ts'
import type { Visitor } from '../kit/visitor.ts'

const methods = methodModules.map((module) => module.method)

async function enter(kernel: TestKernel, browser: Visitor): Promise<OwnContext> {
  const signedIn = await browser.signedIn()
  if (!signedIn) throw new Error('the session is over')
  return { kernel, methods, signedIn }
}

const registered = async (kernel: TestKernel) => {
  const all = (table: 'passkeys' | 'oath_tokens') =>
    kernel.store.read((r) => r.db.selectFrom(table).select('id').execute())
  return (await all('passkeys')).length + (await all('oath_tokens')).length
}

interface Enrolment {
  readonly kind: 'fido2' | 'softwareOath'
  /** Begins, and returns the answer that finishes. */
  begin(kernel: TestKernel, context: OwnContext): Promise<unknown>
}

const enrolments: readonly Enrolment[] = [
  {
    kind: 'fido2',
    begin: async (kernel, context) => {
      const options = (await beginOwnRegistration(context, 'fido2')) as CreationOptions
      return { credential: new SoftAuthenticator({ origin: kernel.settings.publicUrl }).create(options) }
    },
  },
  {
    kind: 'softwareOath',
    begin: async (kernel, context) => {
      const { key } = (await beginOwnRegistration(context, 'softwareOath')) as OathKey
      return { code: codeAt(key, kernel.clock.now()) }
    },
  },
]

describe.each(enrolments)('an enrolment of $kind that succeeded', ({ kind, begin }) => {
  test('is worth nothing a second time: not in its session, not in another, not by another person', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { browser, code } = await signedInByPass(kernel, user)
    const context = await enter(kernel, browser)
    const answer = await begin(kernel, context)
    await finishOwnRegistration(context, kind, answer)
    expect(await refusalOf(finishOwnRegistration(context, kind, answer))).toBe('registrationRefused')

    const { browser: thief } = await signedInByPass(kernel, await aUser(kernel))
    const again = await (await thief.secondTab()).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await again.prove('temporaryAccessPass', code)
    for (const other of [
      await enter(kernel, again),
      await enter(kernel, (await signedInByPass(kernel, await aUser(kernel))).browser),
    ]) {
      expect(await refusalOf(finishOwnRegistration(other, kind, answer))).toBe('registrationRefused')
      await begin(kernel, other)
      expect(await refusalOf(finishOwnRegistration(other, kind, answer))).toBe('registrationRefused')
    }
    expect(await registered(kernel)).toBe(1)
  })

  test('leaves nothing to go on with once the session of the one-time pass is over', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await signedInByPass(kernel, await aUser(kernel), { isUsableOnce: true })
    const context = await enter(kernel, browser)
    await finishOwnRegistration(context, kind, await begin(kernel, context))
    const second = await begin(kernel, context)
    kernel.clock.advanceSeconds(600)
    expect(await refusalOf(finishOwnRegistration(context, kind, second))).toBe('sessionEnded')
    expect(await refusalOf(begin(kernel, context))).toBe('sessionEnded')
    expect(await registered(kernel)).toBe(1)
  })
})
