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
  const words = wordsOf(scope)
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

const wordsOf = (scope: string): readonly string[] => scope.split(' ').filter((word) => word !== '')

/**
 * What a token carries, as its request spelled it: behind Graph's name where the request put permissions there, and with its `.default`.
 *
 * MSAL looks for a token in its cache by the words it asked with.
 */
export function answeredScope(carried: string, asked: string, publicUrl: string): string {
  const words = wordsOf(asked).map((word) => {
    const name = withoutResource(word, [...graphNames, publicUrl])
    return { word, name: name.toLowerCase(), before: word.slice(0, word.length - name.length) }
  })
  const usual = words.find(({ before }) => before !== '')?.before ?? ''
  const isIdentity = (word: string) => identityScopes.some((known) => known === word)
  const spelled = wordsOf(carried).map((word) => {
    const known = words.find(({ name }) => name === word.toLowerCase())
    return isIdentity(word) ? word : `${known?.before ?? usual}${word}`
  })
  return [...spelled, ...words.filter(({ name }) => name === '.default').map(({ word }) => word)].join(' ')
}

/** Those of the scopes that nobody consented to. */
export function notConsented(scope: string, consented: readonly string[]): readonly string[] {
  const known: ReadonlySet<string> = new Set([...identityScopes, ...consented])
  return wordsOf(scope).filter((word) => !known.has(word))
}
