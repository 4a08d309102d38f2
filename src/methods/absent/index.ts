import type { ContactModule } from '../../faces/method-module.ts'
import { absentRoutes } from './graph.ts'

export const absentModule: ContactModule = { graph: { routes: absentRoutes, list: async () => [] } }
