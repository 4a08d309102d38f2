import { join } from 'node:path'
import type { Position } from '../src/base/odata/shape.ts'
import { loadSettings } from '../src/kernel/config.ts'
import { compose, realOutside } from '../src/main/compose.ts'
import { startPostgres } from '../tests/kit/postgres-server.ts'
import { temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { askGround, askProduct, type Wanted } from './logs/asking.ts'
import { fillLogs, postgresFilling, sqliteFilling } from './logs/fill.ts'
import { type Ground, postgresGround, sqliteGround } from './logs/ground.ts'
import { type Question, questions } from './logs/questions.ts'
import { dayMilliseconds, until } from './logs/records.ts'
import { type Figure, percentile, type Section, tableOf } from './measure.ts'
import type { Size } from './size.ts'

/** Every documented filter of the logs, with the rows that `--log-rows` says, on SQLite. */
export async function logsOnSqlite(size: Size): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  const env = { LATCHKEY_DATA_DIR: folder.path }
  const path = join(folder.path, 'latchkey.sqlite')
  return await logs(size, 'SQLite', env, {
    fill: async () => fillLogs(sqliteFilling(path), size.logRows),
    open: async () => sqliteGround(path),
  })
}

/** The same on PostgreSQL. */
export async function logsOnPostgres(size: Size): Promise<Section> {
  await using folder = await temporaryFolder('bench')
  const server = await startPostgres({ durable: true })
  const databaseUrl = server.address('postgres')
  try {
    const env = { LATCHKEY_DATA_DIR: folder.path, LATCHKEY_DATABASE_URL: databaseUrl }
    return await logs(size, 'PostgreSQL', env, {
      fill: async () => fillLogs(await postgresFilling(databaseUrl), size.logRows),
      open: () => postgresGround(databaseUrl),
    })
  } finally {
    await server.stop()
  }
}

interface Database {
  fill(): Promise<void>
  open(): Promise<Ground>
}

type Ask = (pick: number) => Promise<unknown>

/** One line of the table: what the product is asked, and the same by hand. */
interface Line {
  readonly name: string
  readonly ask: Ask
  readonly floor: Ask
}

const callsPerRound = 25

async function logs({ rounds, logRows, match }: Size, name: string, env: Record<string, string>, database: Database) {
  const settings = loadSettings({ ...env, LATCHKEY_LOG_LEVEL: 'silent' })
  await (await compose(settings, realOutside(settings))).close()
  await database.fill()
  const { kernel, close } = await compose(settings, realOutside(settings))
  const ground = await database.open()
  try {
    const lines = await linesOf((question, wanted) => ({
      ask: (pick) => askProduct(kernel, question, pick, wanted),
      floor: (pick) => askGround(ground, question, pick, wanted),
    }))
    const figures: Figure[] = []
    for (const line of lines.filter((one) => one.name.includes(match)))
      figures.push(...(await measureLine(line, rounds)))
    const heading = `Logs of ${logRows} sign-ins and ${Math.floor(logRows * 0.3)} audits on ${name}, milliseconds`
    return { heading, figures, lines: tableOf(figures) }
  } finally {
    await ground.close()
    await close()
  }
}

type Asking = (question: Question, wanted: Wanted) => Pick<Line, 'ask' | 'floor'>

/** First pages of 50 and of 1000 for every question, a later page, one far back, and counts. */
async function linesOf(asking: Asking): Promise<readonly Line[]> {
  const lines = questions.flatMap((question) =>
    [50, 1000].map((top) => ({ name: `${question.log} ${question.name}, ${top}`, ...asking(question, { top }) })),
  )
  return [...lines, ...furtherLines(asking)]
}

function furtherLines(asking: Asking): readonly Line[] {
  const further: Line[] = []
  const back = (days: number): Position => ({ value: until - days * dayMilliseconds, id: '' })
  for (const question of questions.filter(({ name }) => ['newest', 'appId eq', 'userId eq'].includes(name))) {
    for (const days of [1, 60]) {
      const name = `${question.log} ${question.name}, next page ${days} days back, 50`
      further.push({ name, ...asking(question, { top: 50, after: back(days) }) })
    }
  }
  for (const question of questions.filter(({ name }) => /a day$|^userId eq$|^appId eq$/.test(name))) {
    further.push({
      name: `${question.log} ${question.name}, $count and 50`,
      ...asking(question, { top: 50, count: true }),
    })
  }
  return further
}

/** p50 and p99 of each round; what is asked differs from call to call, and was asked once before. */
async function measureLine({ name, ask, floor }: Line, rounds: number): Promise<readonly Figure[]> {
  const picks = Array.from({ length: callsPerRound }, (_, index) => (index * 0.6180339887) % 1)
  for (const pick of picks) await Promise.all([ask(pick), floor(pick)])
  const [own, limit]: [number[][], number[][]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    own.push(await timed(picks, ask))
    limit.push(await timed(picks, floor))
  }
  return ([0.5, 0.99] as const).map((share) => ({
    name: `${name}, p${share * 100}`,
    unit: 'ms',
    moreIsBetter: false,
    values: own.map((times) => percentile(times, share)),
    limit: { name: 'by hand', values: limit.map((times) => percentile(times, share)) },
    target: share === 0.5 ? '≤ 3 ms' : '≤ 20 ms',
  }))
}

async function timed(picks: readonly number[], ask: Ask): Promise<number[]> {
  const times: number[] = []
  for (const pick of picks) {
    const startedAt = performance.now()
    await ask(pick)
    times.push(performance.now() - startedAt)
  }
  return times
}
