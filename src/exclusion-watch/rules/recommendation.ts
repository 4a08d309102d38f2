import type { PassFit, Requirement } from './requirement.ts'

/** What to do instead of leaving somebody out of a policy. */
export interface Recommendation {
  /**
   * `issuePass`: a pass meets what the policy asks for.
   * `issuePassToRegister`: it does not, and lets the person register what does.
   * `askHomeTenant`: a guest who signs in elsewhere gets no pass here.
   * `narrowPolicy`: no proof gets anybody past a block.
   */
  readonly action: 'issuePass' | 'issuePassToRegister' | 'askHomeTenant' | 'narrowPolicy'
  readonly message: string
  /** The command line for it; null where there is none. */
  readonly command: string | null
  /** The request for it; null where there is none. */
  readonly request: string | null
}

/** Whom an exclusion leaves out. */
export type Excluded =
  | { readonly kind: 'person'; readonly id: string; readonly isExternalGuest: boolean }
  /** Several, to be looked up one by one. */
  | { readonly kind: 'people' }

/** What to do instead of an exclusion, for one person or for all whom it leaves out. */
export function recommend(
  requirement: Requirement,
  fit: PassFit,
  exclusionId: string,
  excluded: Excluded,
): Recommendation {
  if (requirement === 'block') return narrowPolicy(exclusionId)
  if (excluded.kind === 'person' && excluded.isExternalGuest) return askHomeTenant
  const action = fit === 'none' ? 'issuePassToRegister' : 'issuePass'
  return { action, message: `${messages[action]} ${thenEnd}`, ...whereOf(fit, exclusionId, excluded) }
}

const messages = {
  issuePass:
    'Issue a pass instead: it satisfies what the policy asks for, for some hours, and the policy stays as it is for everybody.',
  issuePassToRegister:
    'Issue a pass instead: the policy asks for more than a pass, and with a pass the person registers what it asks for.',
} as const

const thenEnd = 'Then take the exclusion out of the policy, or set an end on it.'

const askHomeTenant: Recommendation = {
  action: 'askHomeTenant',
  message:
    'A guest who signs in elsewhere gets no pass here. Let their own organization issue one, or give them an account of yours with a pass, and take the exclusion out of the policy.',
  command: null,
  request: null,
}

/** A pass opens nothing that is blocked, so the exclusion should at least not last. */
const narrowPolicy = (exclusionId: string): Recommendation => ({
  action: 'narrowPolicy',
  message:
    'The policy blocks, and no pass gets past a block. Let the policy name what it is meant to block, so that nobody has to be left out, or set an end on the exclusion.',
  command: `latchkey exclusion set-expiry ${exclusionId} --in 7d`,
  request: `PATCH /api/v1/exclusions/${exclusionId}`,
})

function whereOf(fit: PassFit, exclusionId: string, excluded: Excluded): Pick<Recommendation, 'command' | 'request'> {
  const use = fit === 'multiUse' ? '--multi' : '--once'
  if (excluded.kind === 'people') {
    const people = `exclusionId eq '${exclusionId}'`
    return {
      command: `latchkey exclusion people --exclusion ${exclusionId}`,
      request: `GET /api/v1/exemptPeople?$filter=${people}`,
    }
  }
  return {
    command: `latchkey pass issue ${excluded.id} ${use}`,
    request: `POST /v1.0/users/${excluded.id}/authentication/temporaryAccessPassMethods`,
  }
}
