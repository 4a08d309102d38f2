import type { MethodModule } from '../../faces/method-module.ts'
import { passwordRoutes, passwordToGraph } from './graph.ts'
import { password } from './method.ts'
import { passwordOf } from './service.ts'

export const passwordModule = {
  method: password,
  graph: {
    routes: passwordRoutes,
    list: async (_kernel, read, owner, { version }) => {
      const state = await passwordOf(read, owner.id)
      return state ? [passwordToGraph(state, version)] : []
    },
  },
} satisfies MethodModule
