#!/usr/bin/env node
// Plain JavaScript, so that an older Node can read it: finds a new enough Node and hands over.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const leastNode = [24, 11]
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { createRequire, enableCompileCache } = nodeModule
const require = createRequire(import.meta.url)
const argv = process.argv.slice(2)

const running = process.versions.node.split('.').map(Number)
const isNewEnough = running[0] > leastNode[0] || (running[0] === leastNode[0] && running[1] >= leastNode[1])

stopWithNpm()
if (isNewEnough) process.exitCode = await runHere()
else handOver(findNode())

/** npm hands a signal to its shell alone; when that is gone, so is whoever wanted the server. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

async function runHere() {
  // Kept beside the packages, where nobody else may write: a start that finds it reads no TypeScript.
  const packages = join(root, 'node_modules')
  if (existsSync(packages)) enableCompileCache(join(packages, '.cache', 'latchkey'))
  if (argv[0] === 'serve' && !(await webBundleIsThere())) return 1
  const { run } = await import('../src/main/cli.ts')
  return run(argv)
}

/** Builds the sign-in pages' script and style where the build tools are installed; a production install ships them. */
async function webBundleIsThere() {
  const builder = join(root, 'tools', 'build-web.ts')
  if (existsSync(builder) && isInstalled('esbuild')) {
    const { ensureWebBundle } = await import('../tools/build-web.ts')
    await ensureWebBundle()
    return true
  }
  if (existsSync(join(root, 'web', 'dist', 'manifest.json'))) return true
  console.error('latchkey: the sign-in pages are not built (web/dist is missing). Run: npm ci && npm run build')
  return false
}

function isInstalled(name) {
  try {
    return Boolean(require.resolve(name))
  } catch {
    return false
  }
}

/** The Node that npm brought in for this platform, or undefined. */
function findNode() {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const inPackage =
    isInstalled(`${name}/package.json`) &&
    join(dirname(require.resolve(`${name}/package.json`)), 'bin', `node${suffix}`)
  const inBin = join(root, 'node_modules', '.bin', `node${suffix}`)
  return [inPackage, inBin].find((path) => path && existsSync(path) && path !== process.execPath)
}

function handOver(node) {
  if (node === undefined || process.env.NODE_OF_LATCHKEY) return explain()
  const child = spawn(node, [fileURLToPath(import.meta.url), ...argv], {
    stdio: 'inherit',
    env: { ...process.env, NODE_OF_LATCHKEY: node },
  })
  child.on('error', explain)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both processes already.
      const fromTerminal = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT')
      if (!fromTerminal) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

function explain() {
  console.error(
    `latchkey: Node ${leastNode.join('.')} or newer is needed, and this is ${process.versions.node}.\n` +
      'Run "npm ci" in the folder of Latchkey, which brings a fitting Node on Linux (glibc) and Windows,\n' +
      'or install Node 24 from https://nodejs.org and start again.',
  )
  process.exitCode = 1
}
