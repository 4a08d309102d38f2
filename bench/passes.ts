import { startPostgres } from '../tests/kit/postgres-server.ts'
import { startServer } from '../tests/kit/running-server.ts'
import { temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { type Asked, accessToken, ask, issue, measuredServer, redeem } from './actions.ts'
import { commitFloor, hashFloor, postgresFloor } from './floor.ts'
import type { Section } from './measure.ts'
import { atOnce, collected, measured, type Round } from './round.ts'
import { seed } from './seed.ts'
import type { Size } from './size.ts'

/** A database to measure on: where it is, which of its processes work, and what one durable commit costs there. */
interface Ground {
  readonly name: string
  readonly databaseUrl?: string
  readonly pids: readonly number[]
  floor(count: number): Promise<{ readonly perSecond: number; readonly processorMs: number }>
}

/** The whole life of a pass over HTTP, on SQLite. */
export async function passesOnSqlite(size: Size): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  const floor = async (count: number) => commitFloor(folder.path, count, atOnce)
  return await passes(size, folder.path, { name: 'SQLite', pids: [], floor })
}

/** The same on a PostgreSQL whose commits wait for the disk. */
export async function passesOnPostgres(size: Size): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  const server = await startPostgres({ durable: true })
  try {
    const databaseUrl = server.address('postgres')
    const floor = (count: number) => postgresFloor(databaseUrl, server.pid, count, atOnce)
    return await passes(size, folder.path, { name: 'PostgreSQL', databaseUrl, pids: [server.pid], floor })
  } finally {
    await server.stop()
  }
}

async function passes({ rounds, perRound }: Size, dataDir: string, ground: Ground): Promise<Section> {
  const database = ground.databaseUrl ? { databaseUrl: ground.databaseUrl } : {}
  const env = {
    LATCHKEY_DATA_DIR: dataDir,
    ...(ground.databaseUrl ? { LATCHKEY_DATABASE_URL: ground.databaseUrl } : {}),
  }
  const seeded = await seed(env, rounds * perRound)
  await using server = await startServer({ dataDir, ...database, env: measuredServer })
  const { address } = server
  const pids = [server.pid, ...ground.pids]
  const token = await accessToken(address, seeded)
  const [issued, asked, redeemed, floors]: [Round[], Round[], Round[], Round[]] = [[], [], [], []]
  for (let round = 0; round < rounds; round++) {
    const users = seeded.users.slice(round * perRound, (round + 1) * perRound)
    const codes = new Map<string, string>()
    issued.push(await measured(pids, users, async (user) => codes.set(user, await issue(address, token, user))))
    const waiting: (readonly [Asked, string])[] = []
    const numbered = users.map((user, index) => ({ user, number: round * perRound + index }))
    asked.push(
      await measured(pids, numbered, async ({ user, number }) => {
        waiting.push([await ask(address, number, user), codes.get(user) ?? ''])
      }),
    )
    redeemed.push(await measured(pids, waiting, ([attempt, code]) => redeem(address, attempt, code)))
    const [hashMs, commit] = [await hashFloor(perRound), await ground.floor(perRound)]
    const processorMs = hashMs + commit.processorMs
    floors.push({ perSecond: 1000 / (hashMs + 1000 / commit.perSecond), processorMs, p99Ms: 0 })
  }
  return section(ground.name, collected(issued), collected(asked), collected(redeemed), collected(floors))
}

type Rounds = ReturnType<typeof collected>

function section(database: string, issued: Rounds, asked: Rounds, redeemed: Rounds, floor: Rounds): Section {
  const limit = 'for its hash and a durable commit'
  const rate = { unit: '/s', moreIsBetter: true }
  const processor = { unit: 'ms', moreIsBetter: false }
  return {
    heading: `Temporary Access Pass on ${database}, ${atOnce} at a time`,
    figures: [
      { name: 'redemption', ...rate, values: redeemed.perSecond, limit: { name: limit, values: floor.perSecond } },
      {
        name: 'processor per redemption, with the database',
        ...processor,
        values: redeemed.processorMs,
        limit: { name: limit, values: floor.processorMs },
        target: '0.5 of it, never under 0.35',
      },
      { name: 'slowest hundredth of redemptions', ...processor, values: redeemed.p99Ms, target: '≤ 50 ms' },
      { name: 'page and user name, two requests', ...rate, values: asked.perSecond },
      { name: 'processor for both', ...processor, values: asked.processorMs },
      { name: 'issuing over Graph', ...rate, values: issued.perSecond, target: '≥ 1500 /s' },
      { name: 'processor per issue', ...processor, values: issued.processorMs },
      { name: 'slowest hundredth of issues', ...processor, values: issued.p99Ms, target: '≤ 25 ms' },
    ],
  }
}
