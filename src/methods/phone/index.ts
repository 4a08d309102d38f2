import type { ContactModule } from '../../faces/method-module.ts'
import { phoneRoutes, phoneToGraph } from './graph.ts'
import { phonesOf } from './service.ts'

export const phoneModule: ContactModule = {
  graph: {
    routes: phoneRoutes,
    list: async (kernel, read, owner, { actor, version }) =>
      (await phonesOf(kernel, read, actor, owner)).map((phone) => phoneToGraph(phone, version)),
  },
}
