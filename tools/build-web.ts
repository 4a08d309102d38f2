import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const root = join(import.meta.dirname, '..')

/** Two bundles that share nothing: what everybody loads to sign in carries nothing of what administrators load. */
const bundles = [
  { source: join(root, 'web', 'signin'), entries: ['main.ts', 'style.css'] },
  { source: join(root, 'web', 'portal'), entries: ['portal.tsx', 'portal.css'] },
] as const

const target = join(root, 'web', 'dist')
const manifestPath = join(target, 'manifest.json')
const keptMilliseconds = 3_600_000

/** What decides whether the bundle is stale: sources, contracts, pinned libraries and this file. */
const inputs = ['web', 'contract', 'package-lock.json', 'tools/build-web.ts'].map((path) => join(root, path))

/** Logical name to hashed file name: `main.js` to `main-5H2KQ7XA.js`. */
type Manifest = Readonly<Record<string, string>>

interface Output {
  readonly logicalName: string
  readonly fileName: string
  readonly contents: Uint8Array
}

/** Builds when web/dist is missing or older than its sources, and then says so in one line. */
export async function ensureWebBundle(): Promise<void> {
  if (!(await isStale())) return
  const outputs = await buildWeb()
  console.log(`Built the pages: ${describe(outputs)}.`)
}

/**
 * Bundles web/signin and web/portal into web/dist and names every file after its contents.
 *
 * The manifest is renamed into place last, so a reader sees the old bundle or the new one, never half of one.
 * Files of earlier builds stay for a while, for servers and tabs that still ask for them.
 */
async function buildWeb(): Promise<readonly Output[]> {
  const outputs = (await Promise.all(bundles.map(bundle))).flat()
  await mkdir(target, { recursive: true })
  for (const output of outputs) await replaceFile(join(target, output.fileName), output.contents)
  const manifest: Manifest = Object.fromEntries(outputs.map((output) => [output.logicalName, output.fileName]))
  await replaceFile(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`)
  const kept = outputs.flatMap(({ fileName }) => [fileName, compressedName(fileName)])
  await removeOthers(new Set([...kept, basename(manifestPath)]))
  return outputs
}

async function bundle({ source, entries }: (typeof bundles)[number]): Promise<readonly Output[]> {
  const { build } = await import('esbuild')
  const result = await build({
    entryPoints: entries.map((name) => join(source, name)),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    absWorkingDir: root,
    outdir: target,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'error',
  })
  return result.outputFiles.map((file) => {
    const fileName = basename(file.path)
    const origin = result.metafile.outputs[relative(root, file.path).replaceAll('\\', '/')]?.entryPoint ?? fileName
    return { logicalName: basename(origin).replace(/\.tsx?$/, '.js'), fileName, contents: file.contents }
  })
}

const compressedName = (fileName: string): string => `${fileName}.br`
const brotli = promisify(brotliCompress)

/** Squeezes what was built as far as it goes; it takes seconds, so it is done for a release and not for each change. */
export async function squeezeWebBundle(): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(manifestPath, 'utf8'))
  await Promise.all(Object.values(manifest).map(squeeze))
}

/** Once for each content, since the name tells it. */
async function squeeze(fileName: string): Promise<void> {
  const path = join(target, compressedName(fileName))
  if (existsSync(path)) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  await replaceFile(path, await brotli(await readFile(join(target, fileName)), { params }))
}

async function replaceFile(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, contents)
  await rename(temporary, path)
}

async function removeOthers(kept: ReadonlySet<string>): Promise<void> {
  const found = await readdir(target)
  const leftOver = found.filter((name) => !kept.has(name)).map((name) => join(target, name))
  await Promise.all(leftOver.map(removeIfOld))
}

/** Another build may have taken it away meanwhile. */
async function removeIfOld(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found && Date.now() - found.mtimeMs > keptMilliseconds) await rm(path, { recursive: true, force: true })
}

async function isStale(): Promise<boolean> {
  if (!existsSync(manifestPath)) return true
  const manifest: Manifest = JSON.parse(await readFile(manifestPath, 'utf8'))
  if (Object.values(manifest).some((fileName) => !existsSync(join(target, fileName)))) return true
  const builtAt = (await stat(manifestPath)).mtimeMs
  const changedAt = await Promise.all(inputs.map(lastChange))
  return changedAt.some((at) => at > builtAt)
}

/** The latest modification under a path, folders included, because a deleted file shows there alone. */
async function lastChange(path: string): Promise<number> {
  if (path === target || !existsSync(path)) return 0
  const own = await stat(path)
  if (!own.isDirectory()) return own.mtimeMs
  const inside = await readdir(path)
  return Math.max(own.mtimeMs, ...(await Promise.all(inside.map((name) => lastChange(join(path, name))))))
}

const describe = (outputs: readonly Output[]): string => {
  const bytes = outputs.reduce((sum, output) => sum + output.contents.byteLength, 0)
  return `${outputs.length} files, ${(bytes / 1024).toFixed(0)} KB`
}

if (import.meta.main) {
  const outputs = await buildWeb()
  await squeezeWebBundle()
  console.log(`Built the pages: ${describe(outputs)}.`)
}
