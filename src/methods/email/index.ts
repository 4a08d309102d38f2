import type { ContactModule } from '../../faces/method-module.ts'
import { emailRoutes, emailToGraph } from './graph.ts'
import { emailOf } from './service.ts'

export const emailModule: ContactModule = {
  graph: {
    routes: emailRoutes,
    list: async (kernel, read, owner, { actor, version }) => {
      const email = await emailOf(kernel, read, actor, owner)
      return email ? [emailToGraph(email, version)] : []
    },
  },
}
