import type { ServerFace } from '../../src/main/server.ts'

/** One address, as the web framework knows it. */
export interface KnownRoute {
  readonly face: ServerFace['name']
  readonly method: string
  /** `/assets/:name`, `/*`. */
  readonly path: string
}

/** The same face, which writes every address it mounts into `table`. */
export const noted = ({ name, plugin }: ServerFace, table: KnownRoute[]): ServerFace => ({
  name,
  plugin: async (scope) => {
    scope.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) table.push({ face: name, method: each, path: url })
    })
    await scope.register(plugin)
  },
})
