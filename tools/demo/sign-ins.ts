import { portalApp } from '../../src/access/rules.ts'
import { type Instant, instant } from '../../src/base/time.ts'
import type { Person } from './people.ts'
import { daysOf, momentOf } from './rhythm.ts'
import { type App, byItself, end, type Place, placeOf, proofsWith, type Scene, step, tell, type Used } from './scene.ts'
import type { Stage } from './stage.ts'

/** The sign-ins of every day: so many in all, in the rhythm of days and weeks. */
export function everyday(scene: Scene, count: number, progress: (done: number) => void): void {
  const { stage, start, records } = scene
  const days = daysOf(start, stage.now)
  const total = days.reduce((sum, [, weight]) => sum + weight, 0)
  const pick = pickerOf(stage, scene.organisation.people)
  const until = records.signInCount + count
  for (const [day, weight] of days) {
    const wanted = Math.round((count * weight) / total)
    for (let made = 0; made < wanted; made++) one(scene, day, pick())
    progress(records.signInCount)
  }
  while (records.signInCount < until) one(scene, stage.draw.weighted(days), pick())
  progress(records.signInCount)
}

/** Draws people, those more often who sign in more often. */
function pickerOf({ draw }: Stage, people: readonly Person[]): () => Person {
  const sums: number[] = []
  let sum = 0
  for (const { activity } of people) {
    sum += activity
    sums.push(sum)
  }
  return () => {
    const wanted = draw.share() * sum
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1
      else high = middle
    }
    const found = people[low]
    if (!found) throw new Error('There is nobody to sign in')
    return found
  }
}

function one(scene: Scene, day: Instant, person: Person): void {
  const { stage, start, applications } = scene
  const at = momentOf(stage.draw, day, person.office.hoursFromUtc)
  if (at < Math.max(start, person.activeFrom) || at > Math.min(stage.now, person.activeUntil)) return
  const share = stage.draw.share()
  const app = share < 0.15 ? portalApp : stage.draw.weighted(applications.used)
  const place = placeOf(stage, person, at)
  if (share < 0.05) byItself(scene, at)
  else if (share > 0.93) renew(scene, place, app)
  else signIn(scene, place, app)
}

function signIn(scene: Scene, place: Place, app: App): void {
  const { stage, equipment } = scene
  const { at, person } = place
  const own = equipment.get(person.user.id)
  const { passkey } = own ?? {}
  if (passkey && passkey.created_at < at && (stage.draw.happens(0.94) || !own?.hasPassword)) {
    end(scene, place, app, ['fido2'], passkey.aaguid)
  } else if (own?.hasPassword) {
    withPassword(scene, place, app, own.oath !== undefined && own.oath.created_at < at)
  } else if (stage.draw.happens(0.1)) end(scene, place, app, ['temporaryAccessPass'])
}

/** With a second factor where it is asked for, and mistyped now and then. */
function withPassword(scene: Scene, place: Place, app: App, hasSecond: boolean): void {
  const { draw } = scene.stage
  const earlier = (seconds: number): Place => ({ ...place, at: instant(place.at - seconds * 1000) })
  if (draw.happens(0.035)) {
    const early = earlier(draw.between(9, 50))
    tell(scene, early, { app, errorCode: 50126, details: [step(early.at, 'password', 'wrong')] })
  }
  const alone = scene.judge({ ...place, appId: app.appId, proofs: proofsWith(place.at, ['password']) })
  const isSecondAsked = alone.outcome !== 'granted' && hasSecond
  if (isSecondAsked && draw.happens(0.025)) {
    const early = earlier(20)
    const details = [step(early.at, 'password'), step(early.at, 'softwareOath', 'wrong')]
    tell(scene, early, { app, errorCode: 500121, details })
  }
  end(scene, place, app, isSecondAsked ? ['password', 'softwareOath'] : ['password'])
}

/** An application asks for another token by itself. */
function renew(scene: Scene, place: Place, app: App): void {
  const own = scene.equipment.get(place.person.user.id)
  const methods: readonly Used[] =
    own?.passkey && own.passkey.created_at < place.at ? ['fido2'] : ['password', 'softwareOath']
  const proofs = proofsWith(place.at, methods, own?.passkey?.aaguid)
  const access = scene.judge({ ...place, appId: app.appId, proofs })
  if (access.outcome !== 'granted') return
  const details = [{ ...step(place.at, methods[0] ?? 'password'), resultDetail: 'Proved before' }]
  tell(scene, place, { app, errorCode: 0, details, access, proofs, isNonInteractive: true })
}
