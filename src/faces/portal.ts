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

/** The built scripts and styles, read once. */
export interface Assets {
  readonly files: ReadonlyMap<string, Asset>
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

/** Reads a folder that the build has filled; throws when it has no manifest. */
export async function readAssets(folder: string): Promise<Assets> {
  const manifest: Record<string, string> = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const files = new Map<string, Asset>()
  const names = new Set(await readdir(folder))
  for (const name of names) {
    const type = types[extname(name)]
    if (type === undefined) continue
    const plain = await readFile(join(folder, name))
    const brotli = names.has(`${name}.br`) ? await readFile(join(folder, `${name}.br`)) : undefined
    files.set(name, { type, plain, zipped: await zip(plain, { level: 9 }), brotli })
  }
  return { files, address: (logicalName) => addressOf(manifest, logicalName) }
}

function addressOf(manifest: Readonly<Record<string, string>>, logicalName: string): string {
  const name = manifest[logicalName]
  if (name === undefined) throw new Error(`The build has no ${logicalName}; run npm run build`)
  return `${assetsPath}/${name}`
}

/** Serves the built files for ever, because a changed file has another name. */
export const portalFace =
  ({ files }: Assets): FastifyPluginAsync =>
  async (scope) => {
    scope.get<{ Params: { name: string } }>(`${assetsPath}/:name`, async (request, reply) => {
      const asset = files.get(request.params.name)
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
