import type { MethodModule } from '../../faces/method-module.ts'
import { passRoutes, passToGraph } from './graph.ts'
import { temporaryAccessPass } from './method.ts'
import { findPass } from './service.ts'

export const temporaryAccessPassModule = {
  method: temporaryAccessPass,
  graph: {
    routes: passRoutes,
    list: async (_kernel, read, owner, { version }) => {
      const found = await findPass(read, owner.id)
      return found ? [passToGraph(found, version)] : []
    },
  },
} satisfies MethodModule
