import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { requireUser } from '../src/directory/service.ts'
import { loadSettings } from '../src/kernel/config.ts'
import { compose, realOutside } from '../src/main/compose.ts'
import { aPasskey } from '../tests/kit/methods.ts'
import { freePort, startServer } from '../tests/kit/running-server.ts'
import type { SoftAuthenticator } from '../tests/kit/soft-authenticator.ts'
import { temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { type Asked, ask, assertion, provePasskey } from './actions.ts'
import type { Section } from './measure.ts'
import { atOnce, collected, measured, type Round } from './round.ts'
import { seed } from './seed.ts'
import type { Size } from './size.ts'

interface Key {
  readonly authenticator: SoftAuthenticator
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly id: string
}

/** Signing in with a passkey, against the library's check of the assertion alone. */
export async function passkeys({ rounds, perRound }: Size): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  const port = await freePort()
  const env = { LATCHKEY_DATA_DIR: folder.path, LATCHKEY_PORT: String(port) }
  const seeded = await seed(env, 50)
  const keys = await registered(env, seeded.users)
  await using server = await startServer({
    dataDir: folder.path,
    port,
    env: { LATCHKEY_TRUSTED_PROXIES: '127.0.0.1' },
  })
  const [signedIn, floors]: [Round[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const ready: { asked: Asked; credential: ReturnType<typeof assertion> }[] = []
    for (let number = 0; number < perRound; number++) {
      const asked = await ask(server.address, round * perRound + number)
      const key = keys[number % keys.length]
      if (key) ready.push({ asked, credential: assertion(asked, key.authenticator) })
    }
    signedIn.push(
      await measured([server.pid], ready, ({ asked, credential }) => provePasskey(server.address, asked, credential)),
    )
    floors.push(await libraryAlone(server.address, keys, ready))
  }
  const { perSecond, processorMs } = collected(signedIn)
  return {
    heading: `Passkey on SQLite, ${atOnce} at a time`,
    figures: [
      { name: 'sign-in', unit: '/s', values: perSecond, moreIsBetter: true },
      {
        name: 'processor per sign-in',
        unit: 'ms',
        values: processorMs,
        limit: { name: "for the library's check alone", values: floors },
        moreIsBetter: false,
        target: '≤ 1 ms',
      },
    ],
  }
}

async function registered(env: Readonly<Record<string, string>>, users: readonly string[]): Promise<readonly Key[]> {
  const settings = loadSettings({ ...env, LATCHKEY_LOG_LEVEL: 'silent' })
  const { kernel, close } = await compose(settings, realOutside(settings))
  try {
    const keys: Key[] = []
    for (const name of users) {
      const user = await kernel.store.read((r) => requireUser(r, name))
      const { authenticator, id } = await aPasskey(kernel, user, { counting: false })
      const row = await kernel.store.read((r) =>
        r.db.selectFrom('passkeys').select('public_key').where('id', '=', id).executeTakeFirstOrThrow(),
      )
      keys.push({ authenticator, id, publicKey: Uint8Array.from(row.public_key) })
    }
    return keys
  } finally {
    await close()
  }
}

/** Milliseconds of processor for one check by the library. */
async function libraryAlone(
  origin: string,
  keys: readonly Key[],
  ready: readonly { asked: Asked; credential: ReturnType<typeof assertion> }[],
): Promise<number> {
  const before = process.cpuUsage()
  for (const [number, { asked, credential }] of ready.entries()) {
    const key = keys[number % keys.length]
    if (!key) continue
    const { verified } = await verifyAuthenticationResponse({
      response: credential as AuthenticationResponseJSON,
      expectedChallenge: (asked.passkeyOptions as { readonly challenge: string }).challenge,
      expectedOrigin: origin,
      expectedRPID: 'localhost',
      credential: { id: key.id, publicKey: key.publicKey, counter: 0 },
    })
    if (!verified) throw new Error('the library refused an assertion')
  }
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1000 / ready.length
}
