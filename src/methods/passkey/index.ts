import type { MethodModule } from '../../faces/method-module.ts'
import { passkeyRoutes, passkeyToGraph } from './graph.ts'
import { passkey } from './method.ts'
import { passkeysOf } from './service.ts'

export const passkeyModule = {
  method: passkey,
  graph: {
    routes: passkeyRoutes,
    list: async (_kernel, read, owner, { version }) =>
      (await passkeysOf(read, owner.id)).map((found) => passkeyToGraph(found, version)),
  },
} satisfies MethodModule
