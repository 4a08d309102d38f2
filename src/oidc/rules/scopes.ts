/** What Graph is called in scopes: by its address, its application id, or this server's own address. */
const graphNames = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000']

/** Scopes of OpenID Connect itself, which every application may ask for. */
export const identityScopes = ['openid', 'profile', 'email'] as const

/** What a person's application asks for. */
export interface AskedScopes {
  /** As the engine knows them: identity scopes, and Graph's permissions by their bare names. */
  readonly scope: string
  /** `offline_access` was among them. */
  readonly wantsRefresh: boolean
}

/**
 * Reads the scopes of an authorization or refresh request.
 *
 * A permission may come bare or behind the name of Graph; `.default` means all that was consented to.
 */
export function askedScopes(scope: string, consented: readonly string[], publicUrl: string): AskedScopes {
  const words = scope.split(' ').filter((word) => word !== '')
  const bare = words.flatMap((word) => {
    const name = withoutResource(word, [...graphNames, publicUrl])
    if (name === '.default') return consented
    return consented.find((permission) => permission.toLowerCase() === name.toLowerCase()) ?? name
  })
  return {
    scope: [...new Set(bare)].filter((word) => word !== 'offline_access').join(' '),
    wantsRefresh: words.includes('offline_access'),
  }
}

function withoutResource(word: string, names: readonly string[]): string {
  const name = names.find((known) => word.toLowerCase().startsWith(`${known.toLowerCase()}/`))
  return name === undefined ? word : word.slice(name.length).replace(/^\/+/, '')
}

/** Those of the scopes that nobody consented to. */
export function notConsented(scope: string, consented: readonly string[]): readonly string[] {
  const known: ReadonlySet<string> = new Set([...identityScopes, ...consented])
  return scope.split(' ').filter((word) => word !== '' && !known.has(word))
}
