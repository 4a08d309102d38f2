import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { watchAddress } from '../conformance/watch.ts'

/** A server in a process of its own, as `npm start` runs it. */
export interface ServerProcess extends AsyncDisposable {
  readonly address: string
  readonly managementAddress: string
  readonly pid: number
  /** All it has written so far, standard output and error. */
  output(): string
  /** User name and pass of the first administrator, where the start printed them. */
  firstPass(): { readonly userPrincipalName: string; readonly code: string } | undefined
  /** Ends it without warning, as a power cut does. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly env?: Readonly<Record<string, string>>
  /** Files loaded before the program. */
  readonly preload?: readonly string[]
  /** The port to listen on, where the test needs to know it before. */
  readonly port?: number
}

const launcher = join(import.meta.dirname, '../../bin/latchkey.mjs')
const readyWithinMilliseconds = 30_000

/** A port nobody listens on at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/** Starts a server and waits until it says that it is ready; rejects with what it said when it ends before. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const port = options.port ?? (await freePort())
  const managementPort = await freePort()
  const env = {
    ...process.env,
    LATCHKEY_PORT: String(port),
    LATCHKEY_MANAGEMENT_PORT: String(managementPort),
    LATCHKEY_DATA_DIR: options.dataDir,
    LATCHKEY_LOG_LEVEL: 'warn',
    ...(options.databaseUrl ? { LATCHKEY_DATABASE_URL: options.databaseUrl } : {}),
    ...options.env,
  }
  const preloads = (options.preload ?? []).flatMap((file) => ['--import', file])
  const child = spawn(process.execPath, [...preloads, launcher, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = await untilReady(child)
  const scheme = 'LATCHKEY_TLS_CERT_FILE' in env ? 'https' : 'http'
  const stop = (signal: NodeJS.Signals) => end(child, signal)
  const address = `${scheme}://localhost:${port}`
  watchAddress(address)
  return {
    address,
    managementAddress: `http://127.0.0.1:${managementPort}`,
    pid: child.pid ?? 0,
    output: () => said.text,
    firstPass: () => readFirstPass(said.text),
    kill: () => stop('SIGKILL'),
    stop: () => stop('SIGTERM'),
    [Symbol.asyncDispose]: () => stop('SIGKILL'),
  }
}

function untilReady(child: ChildProcess): Promise<{ text: string }> {
  const said = { text: '' }
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said.text}`)), readyWithinMilliseconds)
    const hear = (chunk: Buffer) => {
      said.text += chunk.toString()
      if (!said.text.includes('Latchkey is ready')) return
      clearTimeout(late)
      resolve(said)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code, signal) => {
      clearTimeout(late)
      reject(new Error(`ended with ${code ?? signal} before it was ready:\n${said.text}`))
    })
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

function readFirstPass(text: string) {
  const userPrincipalName = /user name\s+(\S+)/.exec(text)?.[1]
  const code = /Temporary Access Pass {2}(\S+)/.exec(text)?.[1]
  return userPrincipalName && code ? { userPrincipalName, code } : undefined
}
