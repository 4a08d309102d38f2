import type { Logger } from '../../src/kernel/log.ts'
import type { Settings } from '../../src/kernel/settings.ts'
import { productFaces } from '../../src/main/serve.ts'
import { buildServer, type HttpServer } from '../../src/main/server.ts'
import { issuePass } from '../../src/methods/temporary-access-pass/service.ts'
import { configurationIds } from '../../src/policies/authentication-methods/rules.ts'
import { updateConfigurations } from '../../src/policies/authentication-methods/service.ts'
import { ensureWebBundle } from '../../tools/build-web.ts'
import { systemActor } from './builders.ts'
import { openTestKernel, type TestKernel } from './kernel.ts'
import { type KnownRoute, noted } from './route-table.ts'
import { freePort } from './running-server.ts'

/** The whole product in this process, listening, with every method switched on and its clock standing still. */
export interface TestSite extends AsyncDisposable {
  readonly kernel: TestKernel
  readonly server: HttpServer
  /** `http://localhost:…`, as browsers reach it; `https:` with `tls`. */
  readonly origin: string
  /** Every address the product has, once the server listens. */
  readonly routes: readonly KnownRoute[]
  /** Issues a pass and returns its code; one-time and an hour long unless told. */
  passFor(user: { readonly id: string }, request?: { readonly isUsableOnce?: boolean }): Promise<string>
}

export async function openSite(settings: Partial<Settings> = {}, log?: Logger): Promise<TestSite> {
  await ensureWebBundle()
  const port = await freePort()
  const origin = `${settings.tls ? 'https' : 'http'}://localhost:${port}`
  const given = { publicUrl: origin, port, ...settings }
  const kernel = await openTestKernel({ settings: given, ...(log ? { log } : {}) })
  await updateConfigurations(
    kernel,
    systemActor(),
    configurationIds.map((id) => ({ id, change: { state: 'enabled' as const } })),
  )
  const routes: KnownRoute[] = []
  const faces = (await productFaces(kernel)).map((face) => noted(face, routes))
  const server = await buildServer({ kernel, faces })
  await server.listen({ host: 'localhost', port })
  return {
    kernel,
    server,
    origin,
    routes,
    passFor: async (user, request = {}) => {
      const terms = { lifetimeMinutes: 60, isUsableOnce: true, ...request }
      return (await issuePass(kernel, systemActor(), { user: user.id, ...terms })).code.reveal()
    },
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await kernel[Symbol.asyncDispose]()
    },
  }
}
