import { startServer } from '../tests/kit/running-server.ts'
import { temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { commitFloor, hashFloor } from './floor.ts'
import { type Figure, lineOf } from './measure.ts'
import { residentMib } from './processor.ts'
import { accessToken, ask, issue, measured, redeem } from './redemption.ts'
import { seed } from './seed.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const perRound = Number(process.env['BENCH_SIZE'] ?? 400)

function say(heading: string, figures: readonly Figure[]): void {
  console.log(`\n${heading}`)
  for (const figure of figures) console.log(lineOf(figure))
}

async function passes(): Promise<void> {
  await using folder = await temporaryFolder('bench')
  const env = { LATCHKEY_DATA_DIR: folder.path }
  const seeded = await seed(env, rounds * perRound)
  await using server = await startServer({ dataDir: folder.path, env: { LATCHKEY_TRUSTED_PROXIES: '127.0.0.1' } })
  const idle = residentMib(server.pid)
  const token = await accessToken(server, seeded)
  const collected: {
    issued: number[]
    asked: number[]
    redeemed: number[]
    cpu: number[]
    issueCpu: number[]
    askCpu: number[]
    p99: number[]
    floorCpu: number[]
    floorRate: number[]
  } = {
    issued: [],
    asked: [],
    redeemed: [],
    cpu: [],
    issueCpu: [],
    askCpu: [],
    p99: [],
    floorCpu: [],
    floorRate: [],
  }
  for (let round = 0; round < rounds; round++) {
    const users = seeded.users
      .slice(round * perRound, (round + 1) * perRound)
      .map((user, index) => ({ user, number: round * perRound + index }))
    const codes = new Map<string, string>()
    const issuing = await measured(server, users, async ({ user }) => codes.set(user, await issue(server, token, user)))
    const waiting: Awaited<ReturnType<typeof ask>>[] = []
    const asking = await measured(server, users, async ({ user, number }) =>
      waiting.push(await ask(server, user, codes.get(user) ?? '', number)),
    )
    const redeeming = await measured(server, waiting, (asked) => redeem(server, asked))
    const commit = commitFloor(folder.path, perRound, 16)
    const hashing = await hashFloor(perRound)
    collected.issued.push(issuing.perSecond)
    collected.issueCpu.push(issuing.processorMs)
    collected.asked.push(asking.perSecond)
    collected.askCpu.push(asking.processorMs)
    collected.redeemed.push(redeeming.perSecond)
    collected.cpu.push(redeeming.processorMs)
    collected.p99.push(redeeming.p99Ms)
    collected.floorCpu.push(hashing + commit.processor)
    collected.floorRate.push(1000 / (hashing + 1000 / commit.perSecond))
  }
  const floor = 'for its hash and a commit shared by 16'
  say('Temporary Access Pass on SQLite, 16 at a time', [
    {
      name: 'redemption over HTTP',
      unit: '/s',
      values: collected.redeemed,
      limit: { name: floor, values: collected.floorRate },
      moreIsBetter: true,
    },
    {
      name: 'processor per redemption',
      unit: 'ms',
      values: collected.cpu,
      limit: { name: floor, values: collected.floorCpu },
      moreIsBetter: false,
    },
    {
      name: 'slowest hundredth of redemptions',
      unit: 'ms',
      values: collected.p99,
      moreIsBetter: false,
      target: '≤ 50 ms',
    },
    { name: 'page and user name (two requests)', unit: '/s', values: collected.asked, moreIsBetter: true },
    { name: 'processor per page and user name', unit: 'ms', values: collected.askCpu, moreIsBetter: false },
    { name: 'issuing over Graph', unit: '/s', values: collected.issued, moreIsBetter: true, target: '≥ 1500 /s' },
    { name: 'processor per issue', unit: 'ms', values: collected.issueCpu, moreIsBetter: false },
  ])
  say('Memory', [
    { name: 'resident, idle', unit: 'MiB', values: [idle], moreIsBetter: false, target: '≤ 110 MiB' },
    {
      name: `resident, after ${rounds * perRound} sign-ins`,
      unit: 'MiB',
      values: [residentMib(server.pid)],
      moreIsBetter: false,
      target: '≤ 220 MiB',
    },
  ])
}

await passes()
