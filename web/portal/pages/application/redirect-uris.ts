const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Addresses written one on each line, each once. */
export const addressesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/\s+/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** The first address that the server would refuse; it decides again when it is asked. */
export const firstWrong = (addresses: readonly string[], isPublicClient: boolean): string | undefined =>
  addresses.find((address) => !isAllowed(address, isPublicClient))

function isAllowed(address: string, isPublicClient: boolean): boolean {
  if (address.length > 500 || /[*\\#]/.test(address) || !URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  if (protocol === 'https:') return true
  if (protocol === 'http:') return loopback.has(hostname)
  return isPublicClient && /^([a-z][a-z\d-]*(\.[a-z\d-]+)+|msal[\da-f-]{36}):$/.test(protocol)
}
