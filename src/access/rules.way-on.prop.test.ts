import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instant } from '../base/time.ts'
import type { StrengthProof } from '../policies/authentication-strengths/rules.ts'
import type { Control } from '../policies/conditional-access/rules.ts'
import { type Missing, type Standing, type Way, wayOn } from './rules.ts'

const models = ['a', 'b', 'c']
const passkeys = models.map((aaguid): Way => ({ kind: 'fido2', proof: { mode: 'fido2', aaguid } }))
const app: Way = { kind: 'softwareOath', proof: { mode: 'softwareOath' }, isSecond: true }
const others: readonly Way[] = [
  { kind: 'temporaryAccessPass', proof: { mode: 'temporaryAccessPassMultiUse' } },
  { kind: 'temporaryAccessPass', proof: { mode: 'temporaryAccessPassOneTime' }, isSecond: true },
  { kind: 'password', proof: { mode: 'password' } },
  app,
]

const strength = fc
  .record({
    allowedCombinations: fc.subarray(
      [
        'fido2',
        'password',
        'temporaryAccessPassOneTime',
        'temporaryAccessPassMultiUse',
        'password,softwareOath',
        'sms',
      ],
      { minLength: 1 },
    ),
    keys: fc.option(fc.subarray(models, { minLength: 1 })),
  })
  .map(
    ({ allowedCombinations, keys }): Control => ({
      kind: 'authenticationStrength',
      strength: {
        id: 's',
        displayName: 'Own',
        description: null,
        policyType: 'custom',
        createdAt: instant(0),
        modifiedAt: instant(0),
        allowedCombinations,
        combinationConfigurations: keys
          ? [{ id: 'c', kind: 'fido2', appliesToCombinations: ['fido2'], allowedAAGUIDs: keys }]
          : [],
      },
    }),
  )

const plain = fc.constantFrom<Control>({ kind: 'mfa' }, { kind: 'passwordChange' }, { kind: 'compliantDevice' })
const missing = fc.record({
  operator: fc.constantFrom<Missing['operator']>('AND', 'OR'),
  controls: fc.array(fc.oneof({ weight: 3, arbitrary: strength }, plain), { minLength: 1, maxLength: 2 }),
})

const standing: fc.Arbitrary<Standing> = fc
  .record({
    missing: fc.array(missing, { maxLength: 3 }),
    given: fc.subarray([...passkeys, ...others], { maxLength: 3 }),
    old: fc.subarray([...passkeys, ...others], { maxLength: 2 }),
    usable: fc.subarray([...passkeys, ...others], { maxLength: 4 }),
    registrable: fc.subarray([...passkeys, app], { maxLength: 3 }),
    passwordMayRegister: fc.boolean(),
  })
  .map(({ given, old, ...rest }) => ({
    ...rest,
    held: [...given, ...old].map(({ proof }) => proof),
    fresh: given.map(({ proof }) => proof),
  }))

/** What was done so far, by name; two names are the same deed. */
interface Position {
  readonly held: ReadonlySet<string>
  readonly fresh: ReadonlySet<string>
  readonly changed: boolean
}

const nameOf = ({ mode, aaguid }: StrengthProof) => (aaguid === undefined ? mode : `${mode} ${aaguid}`)

const isStrong = (names: ReadonlySet<string>) =>
  [...names].some((name) => /^(?:fido2|temporaryAccessPass)/.test(name)) ||
  (names.has('password') && names.has('softwareOath'))

function meets(control: Control, { held, changed }: Position): boolean {
  if (control.kind === 'mfa') return isStrong(held)
  if (control.kind === 'passwordChange') return changed
  if (control.kind !== 'authenticationStrength') return false
  const [restriction] = control.strength.combinationConfigurations
  const allowed = restriction?.kind === 'fido2' ? restriction.allowedAAGUIDs : models
  return control.strength.allowedCombinations.some((combination) =>
    combination === 'fido2'
      ? allowed.some((model) => held.has(`fido2 ${model}`))
      : combination.split(',').every((mode) => held.has(mode)),
  )
}

const isThrough = (given: Standing, at: Position) =>
  at.held.size > 0 &&
  given.missing.every(({ operator, controls }) =>
    operator === 'AND' ? controls.every((one) => meets(one, at)) : controls.some((one) => meets(one, at)),
  )

type Step = readonly ['prove' | 'register', Way] | readonly ['changePassword']

/** Every step open to somebody at a position. */
function steps(given: Standing, at: Position): readonly Step[] {
  const isNew = ({ proof }: Way) => !at.fresh.has(nameOf(proof))
  const mayRegister = isStrong(at.fresh) || (given.passwordMayRegister && at.fresh.has('password'))
  return [
    ...given.usable
      .filter((way) => isNew(way) && (!way.isSecond || at.held.has('password')))
      .map((way) => ['prove', way] as const),
    ...given.registrable.filter((way) => isNew(way) && mayRegister).map((way) => ['register', way] as const),
    ...(at.fresh.has('password') && !at.changed ? [['changePassword'] as const] : []),
  ]
}

const after = (at: Position, [, way]: Step): Position =>
  way
    ? { ...at, held: new Set([...at.held, nameOf(way.proof)]), fresh: new Set([...at.fresh, nameOf(way.proof)]) }
    : { ...at, changed: true }

/** Whether any sequence of steps gets through, registering nothing unless told. */
function canGetThrough(given: Standing, at: Position, isRegistering = true): boolean {
  if (isThrough(given, at)) return true
  return steps(given, at).some(
    (step) => (isRegistering || step[0] !== 'register') && canGetThrough(given, after(at, step), isRegistering),
  )
}

const positionOf = (given: Standing): Position => ({
  held: new Set(given.held.map(nameOf)),
  fresh: new Set(given.fresh.map(nameOf)),
  changed: false,
})

const isShut = (given: Standing) => !isThrough(given, positionOf(given))

it('says nothing helps exactly where no sequence of steps gets through', () => {
  fc.assert(
    fc.property(standing.filter(isShut), (given) => {
      expect(wayOn(given).next === 'nothing').toBe(!canGetThrough(given, positionOf(given)))
    }),
    { numRuns: 1_000 },
  )
})

it('offers only what is open, and from which some sequence gets through', () => {
  fc.assert(
    fc.property(standing.filter(isShut), (given) => {
      const way = wayOn(given)
      if (way.next === 'nothing') return
      const start = positionOf(given)
      const open = steps(given, start).filter(([does]) => does === way.next)
      const kinds = 'kinds' in way ? way.kinds : [undefined]
      expect(kinds.length).toBeGreaterThan(0)
      for (const kind of kinds) {
        const starting = open.filter(([, one]) => one?.kind === kind)
        expect(starting.some((step) => canGetThrough(given, after(start, step)))).toBe(true)
      }
    }),
    { numRuns: 1_000 },
  )
})

it('registers only where nothing that the person has gets through', () => {
  fc.assert(
    fc.property(standing.filter(isShut), (given) => {
      if (wayOn(given).next !== 'register') return
      expect(canGetThrough(given, positionOf(given), false)).toBe(false)
    }),
    { numRuns: 1_000 },
  )
})

it('gets everybody through who does the first thing offered each time, in as many steps as there are deeds at most', () => {
  fc.assert(
    fc.property(standing.filter(isShut), fc.nat(), (given, choice) => {
      let at = positionOf(given)
      let now = given
      const most = given.usable.length + given.registrable.length + 1
      for (let count = 0; count <= most; count++) {
        if (isThrough(given, at)) return
        // What is done already stands in the list of what was proved; the rest of what is missing stays as it was.
        const way = at.changed ? wayOn({ ...now, missing: withoutChange(now.missing) }) : wayOn(now)
        if (way.next === 'nothing') {
          expect(canGetThrough(given, at)).toBe(false)
          return
        }
        const kind = 'kinds' in way ? way.kinds[0] : undefined
        const open = steps(given, at).filter(([does, one]) => does === way.next && one?.kind === kind)
        const step = open[choice % open.length] as Step
        at = after(at, step)
        const added = step[1] ? [step[1].proof] : []
        now = { ...now, held: [...now.held, ...added], fresh: [...now.fresh, ...added] }
      }
      throw new Error('There is no end to it')
    }),
    { numRuns: 500 },
  )
})

/** What is missing once a new password was chosen. */
const withoutChange = (all: readonly Missing[]): readonly Missing[] =>
  all.flatMap(({ operator, controls }) => {
    const rest = controls.filter(({ kind }) => kind !== 'passwordChange')
    return operator === 'OR' && rest.length < controls.length ? [] : [{ operator, controls: rest }]
  })
