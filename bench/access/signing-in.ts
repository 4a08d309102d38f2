import { requireUser } from '../../src/directory/service.ts'
import { loadSettings } from '../../src/kernel/config.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { compose, realOutside, systemActor } from '../../src/main/compose.ts'
import { updateSecurityDefaults } from '../../src/policies/tenant/service.ts'
import { startServer } from '../../tests/kit/running-server.ts'
import { temporaryFolder } from '../../tests/kit/temporary-folder.ts'
import { accessToken, ask, issue, measuredServer, redeem } from '../actions.ts'
import type { Figure } from '../measure.ts'
import { atOnce, measured } from '../round.ts'
import { type Seeded, seed } from '../seed.ts'
import type { Size } from '../size.ts'
import { fillTenant } from './filling.ts'

/** Whole sign-ins with a pass, in a tenant without a policy and in one with 200, people being in 50 groups. */
export async function signInFigures(size: Size): Promise<readonly Figure[]> {
  const without = await signIns(size, (kernel) =>
    updateSecurityDefaults(kernel, systemActor('Bench'), { isEnabled: false }),
  )
  const withPolicies = await signIns(size, async (kernel, { users }) => {
    const ids: string[] = []
    for (const name of users) ids.push((await kernel.store.read((read) => requireUser(read, name))).id)
    await fillTenant(kernel, { groups: 50, users: ids })
  })
  const milliseconds = { unit: 'ms', moreIsBetter: false } as const
  return [
    {
      ...milliseconds,
      name: `processor per redemption with 200 policies, ${atOnce} at a time`,
      values: withPolicies,
      limit: { name: 'without any', values: without },
    },
    {
      name: 'share of it that deciding takes',
      unit: '%',
      moreIsBetter: false,
      values: withPolicies.map((value, round) => Math.max(0, 100 * (1 - (without[round] ?? value) / value))),
    },
  ]
}

/** Milliseconds of processor for each redemption. */
async function signIns(
  { rounds, perRound }: Size,
  prepare: (kernel: Kernel, seeded: Seeded) => Promise<void>,
): Promise<readonly number[]> {
  await using folder = await temporaryFolder('bench')
  const env = { LATCHKEY_DATA_DIR: folder.path }
  const seeded = await seed(env, rounds * perRound)
  const settings = loadSettings({ ...env, LATCHKEY_LOG_LEVEL: 'silent' })
  const { kernel, close } = await compose(settings, realOutside(settings))
  await prepare(kernel, seeded)
  await close()
  await using server = await startServer({ dataDir: folder.path, env: measuredServer })
  const token = await accessToken(server.address, seeded)
  const found: number[] = []
  for (let round = 0; round < rounds; round++) {
    const waiting: { readonly asked: Awaited<ReturnType<typeof ask>>; readonly code: string }[] = []
    for (const [index, user] of seeded.users.slice(round * perRound, (round + 1) * perRound).entries()) {
      const code = await issue(server.address, token, user)
      waiting.push({ asked: await ask(server.address, round * perRound + index, user), code })
    }
    const { processorMs } = await measured([server.pid], waiting, ({ asked, code }) =>
      redeem(server.address, asked, code),
    )
    found.push(processorMs)
  }
  return found
}
