import { type CreatedApplication, createApplication } from '../../src/applications/service.ts'
import { Brand } from '../../src/branding/service.ts'
import { oidcFace } from '../../src/faces/oidc.ts'
import type { Site } from '../../src/faces/signin/layout.ts'
import { createSignInService } from '../../src/faces/signin/service.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { buildServer, type HttpServer } from '../../src/main/server.ts'
import { methodModules } from '../../src/methods/index.ts'
import { systemActor } from './builders.ts'
import { openTestKernel, type TestKernel } from './kernel.ts'

/** Pages without their stylesheet and script. */
const plainSite = (kernel: Kernel): Site => ({
  origin: 'http://localhost:8080',
  style: '',
  script: '',
  admin: { style: '', script: '' },
  brand: new Brand(kernel, 'Example'),
})

/** The token endpoint and what belongs to it, with every method to sign in by. */
export const plainOidcFace = (kernel: Kernel) =>
  oidcFace(
    kernel,
    plainSite(kernel),
    createSignInService(
      kernel,
      methodModules.map(({ method }) => method),
    ),
  )

export const graphScope = 'https://graph.microsoft.com/.default'

/** A server with the token endpoint on it and one application; nothing listens. */
export interface TokenServer extends AsyncDisposable {
  readonly kernel: TestKernel
  readonly server: HttpServer
  readonly created: CreatedApplication
  /** The form a well-behaved client sends, with changes; undefined leaves a field out. */
  form(changes?: Readonly<Record<string, string | undefined>>): string
  post(form: string, options?: PostOptions): Promise<TokenAnswer>
  /** A token got the usual way. */
  token(): Promise<string>
}

interface PostOptions {
  readonly tenant?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface TokenAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>>
}

export async function openTokenServer(permissions: readonly string[] = ['User.Read.All']): Promise<TokenServer> {
  const kernel = await openTestKernel()
  const server = await buildServer({ kernel, faces: [{ name: 'oidc', plugin: plainOidcFace(kernel) }] })
  const created = await createApplication(kernel, systemActor(), { displayName: 'HR import', permissions })
  const form: TokenServer['form'] = (changes = {}) => {
    const fields = {
      grant_type: 'client_credentials',
      client_id: created.application.appId,
      client_secret: created.secret.secret.reveal(),
      scope: graphScope,
      ...changes,
    }
    return new URLSearchParams(
      Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
    ).toString()
  }
  const post: TokenServer['post'] = async (payload, { tenant = kernel.tenant.id, headers = {} } = {}) => {
    const answer = await server.inject({
      method: 'POST',
      url: `/${tenant}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload,
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : {} }
  }
  return {
    kernel,
    server,
    created,
    form,
    post,
    token: async () => String((await post(form())).body['access_token']),
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await kernel[Symbol.asyncDispose]()
    },
  }
}
