import { Refusal } from '../base/refusal.ts'
import type { CeremonyContext, MethodKind, RegisterCeremony, Registered } from '../methods/method.ts'
import { type OathKey, pendingOathKey } from '../methods/totp/service.ts'
import { requireLive } from '../sessions/service.ts'
import { type OwnContext, requireChangeable } from './context.ts'

/** A registration belongs to the session it was begun in. */
const ceremonyContext = ({ signedIn: { actor, session } }: OwnContext) =>
  ({ userId: actor.userId, decoyKey: '', boundTo: session.id }) as const satisfies CeremonyContext

/**
 * Begins to add a method and returns what the browser or the app needs for it.
 *
 * Refuses with `freshProofNeeded`, `strongProofNeeded`, `sessionEnded` and what the method refuses.
 */
export async function beginOwnRegistration(context: OwnContext, kind: MethodKind): Promise<unknown> {
  const { kernel, signedIn } = context
  await requireChangeable(context)
  const register = requireRegister(context, kind)
  return kernel.store.write(signedIn.actor, async (w) => {
    await requireLive(w, signedIn.session)
    return register.begin(kernel, w, ceremonyContext(context))
  })
}

/**
 * Finishes adding a method; `answer` is what the method itself judges.
 *
 * A session that ended since adds nothing, so no method outlives the pass it was to be added with.
 * Refuses with `registrationRefused`, which is recorded, and as `beginOwnRegistration` does.
 */
export async function finishOwnRegistration(
  context: OwnContext,
  kind: MethodKind,
  answer: unknown,
): Promise<Registered> {
  const { kernel, signedIn } = context
  await requireChangeable(context)
  const register = requireRegister(context, kind)
  const checked = await register.check(kernel, ceremonyContext(context), answer)
  const verdict = await kernel.store.write(signedIn.actor, async (w) => {
    await requireLive(w, signedIn.session)
    return register.settle(kernel, w, ceremonyContext(context), checked)
  })
  if (!verdict.ok) throw new Refusal('registrationRefused', verdict.why)
  return verdict.value
}

/** The key of the authenticator app begun in this session and not yet confirmed. */
export const pendingApp = (context: OwnContext): Promise<OathKey | undefined> =>
  context.kernel.store.read((r) => pendingOathKey(context.kernel, r, ceremonyContext(context)))

function requireRegister({ methods }: OwnContext, kind: MethodKind): RegisterCeremony<unknown, unknown> {
  const register = methods.find((method) => method.kind === kind)?.register
  if (!register) throw new Refusal('methodNotFound', 'This cannot be added here.')
  return register
}
