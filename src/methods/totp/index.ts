import type { MethodModule } from '../../faces/method-module.ts'
import { oathTokenRoutes, oathTokenToGraph } from './graph.ts'
import { softwareOath } from './method.ts'
import { oathTokensOf } from './service.ts'

export const softwareOathModule = {
  method: softwareOath,
  graph: {
    routes: oathTokenRoutes,
    list: async (_kernel, read, owner, { version }) =>
      (await oathTokensOf(read, owner.id)).map((token) => oathTokenToGraph(token, version)),
  },
} satisfies MethodModule
