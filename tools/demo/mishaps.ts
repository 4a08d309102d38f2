import { portalApp } from '../../src/access/rules.ts'
import { type SignInErrorCode, signInErrors } from '../../src/audit/rules/sign-in-record.ts'
import { type Instant, instant } from '../../src/base/time.ts'
import type { Person } from './people.ts'
import { byItself, placeOf, type Scene, step, tell, type Used } from './scene.ts'
import { originFrom } from './stage.ts'

const ofApplications: readonly number[] = [
  1002012, 7000112, 7000215, 7000218, 7000222, 700016, 70003, 9002313, 90014, 500011, 90002,
]

const errorCodes = Object.keys(signInErrors)
  .map((code) => Number(code) as SignInErrorCode)
  .filter((code) => code !== 0)

const beginsWith = (code: number, ...starts: readonly string[]) =>
  starts.some((start) => String(code).startsWith(start))

const methodOf = (code: SignInErrorCode): Used =>
  beginsWith(code, '1305') ? 'temporaryAccessPass' : beginsWith(code, '1350') ? 'fido2' : 'password'

/** Something of everything that can go wrong, and those who tried to get in from outside. */
export function mishaps(scene: Scene, each: number): void {
  const { stage, organisation, start } = scene
  const staff = organisation.people.filter(({ kind }) => kind === 'staff')
  const disabled = organisation.people.filter(({ kind }) => kind === 'disabled')
  for (const code of errorCodes) {
    for (let made = 0; made < each; made++) {
      const at = instant(stage.draw.between(start + 3_600_000, stage.now - 60_000))
      if (ofApplications.includes(code)) byItself(scene, at, code)
      else if (code === 50034) unknown(scene, at, stage.draw.of(['acounts', 'reception', 'helpdesk', 'scanner']))
      else mishap(scene, at, code, stage.draw.of(code === 50057 ? disabled : staff))
    }
  }
  guessing(scene, staff, Math.min(60, staff.length * 2))
  spraying(scene, staff, Math.min(120, staff.length))
  guessingPass(scene, stage.draw.of(staff))
}

function mishap(scene: Scene, at: Instant, errorCode: SignInErrorCode, person: Person): void {
  const place = placeOf(scene.stage, person, at)
  const app = scene.stage.draw.happens(0.4) ? portalApp : scene.stage.draw.weighted(scene.applications.used)
  const method = methodOf(errorCode)
  const details =
    errorCode === 500121 ? [step(at, 'password'), step(at, 'softwareOath', 'wrong')] : [step(at, method, 'refused')]
  tell(scene, place, { app, errorCode, details })
}

function unknown({ records, stage }: Scene, at: Instant, name: string, address?: string): void {
  const userPrincipalName = `${name}@${stage.kernel.tenant.domain}`
  const from = address ?? `198.18.${stage.draw.between(0, 255)}.${stage.draw.between(1, 254)}`
  records.signIn(
    at,
    originFrom(stage.draw, from, stage.draw.happens(0.5) ? 'python-requests/2.32' : ''),
    address ? 'US' : null,
    {
      subject: { kind: 'user', userId: null, userPrincipalName, displayName: userPrincipalName },
      app: portalApp,
      errorCode: 50034,
      details: [step(at, 'password', 'refused')],
      requirement: 'singleFactorAuthentication',
    },
  )
}

const script = 'python-requests/2.32'

/** At night, somebody far away tries what a thing `attempts` times in a row on one person; the throttle stops it. */
function hammer(scene: Scene, person: Person, from: Instant, attempts: number, method: Used): void {
  const { stage } = scene
  const address = `203.0.113.${stage.draw.between(130, 250)}`
  const wrong: SignInErrorCode = method === 'password' ? 50126 : 130503
  for (let made = 0; made < attempts; made++) {
    const at = instant(from + made * 7000 + stage.draw.between(0, 4000))
    const place = { at, person, origin: originFrom(stage.draw, address, script), country: 'US' }
    tell(scene, place, {
      app: portalApp,
      errorCode: made < 10 ? wrong : 50053,
      details: [step(at, method, 'wrong')],
    })
  }
}

const night = ({ stage, start }: Scene, share: number): Instant => {
  const day = Math.floor((start + (stage.now - start) * share) / 86_400_000) * 86_400_000
  return instant(Math.max(day + 2.4 * 3_600_000, start))
}

function guessing(scene: Scene, staff: readonly Person[], attempts: number): void {
  hammer(scene, scene.stage.draw.of(staff), night(scene, 0.3), attempts, 'password')
  hammer(scene, scene.stage.draw.of(staff), night(scene, 0.93), attempts, 'password')
}

const guessingPass = (scene: Scene, person: Person): void =>
  hammer(scene, person, night(scene, 0.8), 14, 'temporaryAccessPass')

/** One password on many names, from one address; some names do not exist. */
function spraying(scene: Scene, staff: readonly Person[], attempts: number): void {
  const { stage } = scene
  const from = night(scene, 0.62)
  for (const [made, person] of stage.draw.some(staff, attempts).entries()) {
    const at = instant(from + made * 31_000)
    if (stage.draw.happens(0.2)) unknown(scene, at, `user${made}`, '203.0.113.200')
    else {
      const place = { at, person, origin: originFrom(stage.draw, '203.0.113.200', script), country: 'US' }
      tell(scene, place, { app: portalApp, errorCode: 50126, details: [step(at, 'password', 'wrong')] })
    }
  }
}
