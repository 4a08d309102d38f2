export { purgeArtefacts } from './adapter.ts'
export { createEngine, type Engine } from './engine.ts'
export { discoveryRoute, engineRoutes } from './provider.ts'
export { verifyAccessToken } from './verify.ts'
