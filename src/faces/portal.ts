import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyPluginAsync } from 'fastify'

/** Where the built files live under the server's address. */
const assetsPath = '/assets'

interface Asset {
  readonly type: string
  readonly plain: Buffer
  readonly zipped: Buffer
  /** Smaller still; only where the build made it, because it takes too long to make at the start. */
  readonly brotli: Buffer | undefined
}

/** The built scripts and styles, each read when it is first asked for. */
export interface Assets {
  /** A file that there is, by its hashed name. */
  find(name: string): Promise<Asset> | undefined
  /** The address of a file by the name it had before it was hashed: `main.js`, `style.css`. */
  address(logicalName: string): string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const zip = promisify(gzip)

/** Looks into a folder that the build has filled; throws when it has no manifest. */
export async function openAssets(folder: string): Promise<Assets> {
  const manifest: Record<string, string> = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const names = new Set(await readdir(folder))
  const read = new Map<string, Promise<Asset>>()
  const find = (name: string) => {
    const type = types[extname(name)]
    if (type === undefined || !names.has(name)) return undefined
    const asset = read.get(name) ?? readAsset(join(folder, name), type, names.has(`${name}.br`))
    read.set(name, asset)
    asset.catch(() => read.delete(name))
    return asset
  }
  return { find, address: (logicalName) => addressOf(manifest, logicalName) }
}

async function readAsset(path: string, type: string, isSqueezed: boolean): Promise<Asset> {
  const plain = await readFile(path)
  const brotli = isSqueezed ? await readFile(`${path}.br`) : undefined
  return { type, plain, zipped: await zip(plain, { level: 9 }), brotli }
}

function addressOf(manifest: Readonly<Record<string, string>>, logicalName: string): string {
  const name = manifest[logicalName]
  if (name === undefined) throw new Error(`The build has no ${logicalName}; run npm run build`)
  return `${assetsPath}/${name}`
}

/** Serves the built files for ever, because a changed file has another name. */
export const portalFace =
  ({ find }: Assets): FastifyPluginAsync =>
  async (scope) => {
    scope.get<{ Params: { name: string } }>(`${assetsPath}/:name`, async (request, reply) => {
      const asset = await find(request.params.name)
      if (!asset) return reply.callNotFound()
      const { encoding, body } = encodedFor(asset, request.headers['accept-encoding'] ?? '')
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      reply.header('x-content-type-options', 'nosniff')
      reply.header('vary', 'Accept-Encoding')
      if (encoding) reply.header('content-encoding', encoding)
      return reply.type(asset.type).send(body)
    })
  }

/** The smallest form that a browser reads. */
function encodedFor(asset: Asset, accepted: string): { readonly encoding?: string; readonly body: Buffer } {
  if (asset.brotli && /\bbr\b/.test(accepted)) return { encoding: 'br', body: asset.brotli }
  if (/\bgzip\b/.test(accepted)) return { encoding: 'gzip', body: asset.zipped }
  return { body: asset.plain }
}
