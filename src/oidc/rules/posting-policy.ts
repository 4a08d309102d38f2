/** A page's content policy whose forms go to the application's address and nowhere else. */
export function postingPolicy(policy: string, address: string): string {
  if (!URL.canParse(address)) return policy
  const { origin, protocol } = new URL(address)
  const target = origin === 'null' ? protocol : origin
  return policy.replace(/form-action [^;]*/, `form-action ${target}`)
}
