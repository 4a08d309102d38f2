import { createUser } from '../../src/directory/service.ts'
import { loadSettings } from '../../src/kernel/config.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { compose, realOutside, systemActor } from '../../src/main/compose.ts'
import { decide, type SignInQuestion } from '../../src/policies/conditional-access/service.ts'
import { temporaryFolder } from '../../tests/kit/temporary-folder.ts'
import { type Figure, percentile } from '../measure.ts'
import type { Size } from '../size.ts'
import { fillTenant } from './filling.ts'

const calls = 300

/** One decision with all that is read for it, for somebody in 500 groups; and the same where no policy asks for groups. */
export async function readingFigures({ rounds }: Size): Promise<readonly Figure[]> {
  return [...(await figuresWith(rounds, 500)), ...(await figuresWith(rounds, 0))]
}

async function figuresWith(rounds: number, groups: number): Promise<readonly Figure[]> {
  await using folder = await temporaryFolder('bench')
  const settings = loadSettings({ LATCHKEY_DATA_DIR: folder.path, LATCHKEY_LOG_LEVEL: 'silent' })
  const { kernel, close } = await compose(settings, realOutside(settings))
  try {
    const made = await createUser(kernel, systemActor('Bench'), {
      displayName: 'Ada',
      userPrincipalName: `ada@${kernel.tenant.domain}`,
    })
    await fillTenant(kernel, { groups, users: [made.id] })
    const question = (number: number): SignInQuestion => ({
      userId: made.id,
      target: { applications: ['application 1'], resources: [] },
      clientAppType: 'browser',
      platform: 'windows',
      ipAddress: `203.0.113.${number % 256}`,
      country: null,
      transferMethod: null,
      held: { proofs: [{ mode: 'temporaryAccessPassMultiUse' }], passwordChanged: false },
    })
    const times = await timed(kernel, rounds, (read, number) => decide(kernel, read, question(number)))
    const what = groups > 0 ? `somebody in ${groups} groups` : 'somebody in no group'
    return [
      {
        name: `decision with all that is read for it, ${what}, processor`,
        unit: 'µs',
        moreIsBetter: false,
        values: times.processor,
      },
      { name: 'slowest hundredth, by the clock', unit: 'µs', moreIsBetter: false, values: times.p99 },
    ]
  } finally {
    await close()
  }
}

type Ask = (read: Parameters<Parameters<Kernel['store']['read']>[0]>[0], number: number) => Promise<unknown>

async function timed(kernel: Kernel, rounds: number, ask: Ask) {
  const once = (number: number) => kernel.store.read((read) => ask(read, number))
  for (let number = 0; number < calls; number++) await once(number)
  const found = { processor: [] as number[], p99: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const each: number[] = []
    const before = process.cpuUsage()
    for (let number = 0; number < calls; number++) {
      const startedAt = performance.now()
      await once(number)
      each.push((performance.now() - startedAt) * 1000)
    }
    const { user, system } = process.cpuUsage(before)
    found.processor.push((user + system) / calls)
    found.p99.push(percentile(each, 0.99))
  }
  return found
}
