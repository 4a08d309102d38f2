import { execFileSync } from 'node:child_process'
import { startServer } from '../tests/kit/running-server.ts'
import { temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { accessToken, ask, issue, measuredServer, redeem } from './actions.ts'
import { inParallel, type Section } from './measure.ts'
import { residentMib } from './processor.ts'
import { atOnce } from './round.ts'
import { seed } from './seed.ts'
import type { Size } from './size.ts'

const manySignIns = 10_000

function milliseconds(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

/** From the command to the line that says ready, with everything built and the database in place. */
export async function start({ rounds }: Size): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  await (await startServer({ dataDir: folder.path })).stop()
  const [ready, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    const server = await startServer({ dataDir: folder.path })
    ready.push(performance.now() - startedAt)
    await server.stop()
    bare.push(milliseconds(() => execFileSync(process.execPath, ['--eval', 'import("fastify")'])))
  }
  return {
    heading: 'Start',
    figures: [
      {
        name: 'command to ready',
        unit: 'ms',
        values: ready,
        limit: { name: 'for Node with fastify alone', values: bare },
        moreIsBetter: false,
        target: '≤ 600 ms',
      },
    ],
  }
}

/** Resident memory right after the start, and after ten thousand sign-ins with a pass. */
export async function memory(): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  const seeded = await seed({ LATCHKEY_DATA_DIR: folder.path }, 200)
  await using server = await startServer({
    dataDir: folder.path,
    env: measuredServer,
  })
  const { address } = server
  const idle = residentMib(server.pid)
  const token = await accessToken(address, seeded)
  for (let round = 0; round < manySignIns / seeded.users.length; round++) {
    await inParallel([...seeded.users.entries()], atOnce, async ([index, user]) => {
      const code = await issue(address, token, user)
      await redeem(address, await ask(address, round * seeded.users.length + index, user), code)
    })
  }
  const after = residentMib(server.pid)
  return {
    heading: 'Resident memory, SQLite',
    figures: [
      { name: 'idle', unit: 'MiB', values: [idle], moreIsBetter: false, target: '≤ 110 MiB' },
      { name: `after ${manySignIns} sign-ins`, unit: 'MiB', values: [after], moreIsBetter: false, target: '≤ 220 MiB' },
    ],
  }
}
