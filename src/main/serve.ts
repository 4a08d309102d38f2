import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { enterGranted, ownPages } from '../access/service.ts'
import type { Origin } from '../base/actor.ts'
import { Brand } from '../branding/service.ts'
import { tenant } from '../directory/service.ts'
import { apiDocumentFace } from '../faces/api/openapi.ts'
import { apiFace } from '../faces/api/plugin.ts'
import { apiRoutes } from '../faces/api/routes.ts'
import { openApiFace } from '../faces/graph/openapi.ts'
import { graphFace } from '../faces/graph/plugin.ts'
import { graphRoutes } from '../faces/graph/routes.ts'
import { CallerThrottle } from '../faces/graph/throttle.ts'
import { oidcFace } from '../faces/oidc.ts'
import { openAssets, portalFace } from '../faces/portal.ts'
import { signInFace } from '../faces/signin/plugin.ts'
import { createSignInService } from '../faces/signin/service.ts'
import { SettingsInvalid } from '../kernel/config.ts'
import type { Countries } from '../kernel/countries.ts'
import { startJobs } from '../kernel/jobs.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Settings } from '../kernel/settings.ts'
import { methodModules } from '../methods/index.ts'
import { verifyAccessToken } from '../oidc/service.ts'
import { type BootstrapPass, bootstrapIfNeeded } from './bootstrap.ts'
import { type Composition, compose, type Outside, realOutside, systemActor } from './compose.ts'
import { recurringJobs } from './jobs.ts'
import { startManagement } from './management.ts'
import { buildServer, type HttpServer, listen, type ServerFace } from './server.ts'

/** A server that answers. */
export interface RunningServer {
  readonly kernel: Kernel
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly address: string
  /** Where health and metrics are: `http://127.0.0.1:9090`. */
  readonly managementAddress: string
  /** The first administrator's pass, where there was nobody who could sign in. */
  readonly firstPass: BootstrapPass | undefined
  /** Answers what is under way, finishes the jobs' turns, closes the database. */
  stop(): Promise<void>
}

const webFolder = join(import.meta.dirname, '../../web/dist')

/** Every face of the product on one kernel. */
export async function productFaces(kernel: Kernel): Promise<readonly ServerFace[]> {
  const assets = await openAssets(webFolder)
  const methods = methodModules.map((module) => module.method)
  const credentials = {
    verifyAccessToken: (token: string, origin: Origin) => verifyAccessToken(kernel, token, origin),
    findSession: async (token: string, origin: Origin) =>
      (await enterGranted(kernel, { token }, origin, ownPages))?.actor,
  }
  const site = {
    origin: kernel.settings.publicUrl,
    brand: new Brand(kernel, (await kernel.store.read(tenant)).displayName),
    style: assets.address('style.css'),
    script: assets.address('main.js'),
    admin: { style: assets.address('portal.css'), script: assets.address('portal.js') },
  }
  const signIn = createSignInService(kernel, methods)
  const throttle = new CallerThrottle(kernel)
  const plugins: readonly (readonly [ServerFace['name'], FastifyPluginAsync])[] = [
    ['graph', graphFace({ kernel, routes: graphRoutes, credentials, throttle })],
    ['graph', openApiFace(kernel, graphRoutes)],
    ['api', apiFace({ kernel, routes: apiRoutes, credentials, throttle })],
    ['api', apiDocumentFace(kernel, apiRoutes)],
    ['signin', signInFace({ kernel, site, signIn, methods })],
    ['portal', portalFace(assets)],
    ['oidc', oidcFace(kernel, site, signIn)],
  ]
  return plugins.map(([name, plugin]) => ({ name, plugin }))
}

/** Starts the whole server: schema, keys, tenant, first administrator, faces, jobs. */
export async function serve(settings: Settings, outside: Outside = realOutside(settings)): Promise<RunningServer> {
  const composition = await compose(settings, outside)
  try {
    return await start(composition)
  } catch (error) {
    await composition.close()
    throw error
  }
}

async function start({ kernel, database, countries, close }: Composition): Promise<RunningServer> {
  openCountries(countries)
  const management = await startManagement(kernel, database)
  try {
    const server = await startServer(kernel)
    management.enter('running')
    return {
      ...server,
      kernel,
      managementAddress: management.address,
      stop: async () => {
        management.enter('stopping')
        await server.stop()
        await management.close()
        await close()
      },
    }
  } catch (error) {
    await management.close()
    throw error
  }
}

/** Without the file that the operator named, policies would judge where people are wrongly. */
function openCountries(countries: Countries): void {
  try {
    countries.open()
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error('it cannot be read')
    throw new SettingsInvalid([`LATCHKEY_COUNTRY_DATABASE_FILE: ${message}`])
  }
}

async function startServer(kernel: Kernel): Promise<Pick<RunningServer, 'address' | 'firstPass' | 'stop'>> {
  const actor = systemActor('Latchkey', kernel.random)
  const methods = methodModules.map((module) => module.method)
  const server: HttpServer = await buildServer({ kernel, faces: await productFaces(kernel) })
  const firstPass = await bootstrapIfNeeded(kernel, methods, actor)
  const address = await listen(server, kernel.settings)
  const { store, random, log } = kernel
  const jobs = startJobs({ store, actor, random, log }, recurringJobs(kernel, actor))
  return {
    address,
    firstPass,
    stop: async () => {
      await server.close()
      await jobs.stop()
    },
  }
}
