import type { Random } from '../../src/base/random.ts'
import { type Instant, instant, plusMinutes } from '../../src/base/time.ts'
import { createGroup, deleteGroup, deleteUser } from '../../src/directory/service.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { judging } from './access.ts'
import { registerApplications } from './applications.ts'
import { withRoom } from './bulk.ts'
import { changes, syncActor } from './changes.ts'
import { equip } from './methods.ts'
import { mishaps } from './mishaps.ts'
import { chiefOf, organise } from './organisation.ts'
import { issuePersonaPasses, type PersonaPass, passesOfToday } from './passes.ts'
import { dayMinutes, populate } from './people.ts'
import { setPolicies } from './policies.ts'
import { Records } from './records.ts'
import type { Scene } from './scene.ts'
import { openSessions } from './sessions.ts'
import { everyday } from './sign-ins.ts'
import { demoActor, onStage, type Stage } from './stage.ts'
import { welcomeNewcomers } from './workflow.ts'

/** How large a demo is, and where it takes time and chance from. */
export interface DemoOptions {
  readonly now: Instant
  /** The same source gives the same people and the same story; codes and keys come from the kernel's own. */
  readonly random: Random
  /** 30 or more. */
  readonly users: number
  /** How far the logs go back, 3 or more. */
  readonly days: number
  /** Told what is being made. */
  progress?(what: string): void
}

/** What one may do with a filled tenant. */
export interface Demo {
  readonly personas: readonly PersonaPass[]
  readonly signIns: number
  readonly audits: number
}

const mostSignIns = 60_000
const mostAudits = 8000

/**
 * Fills a tenant that has nobody in it yet, in one write: everything or nothing.
 *
 * Throws where there is somebody already.
 */
export function fillDemoTenant(kernel: Kernel, options: DemoOptions): Promise<Demo> {
  const { users, days } = options
  if (users < 30 || days < 3) throw new Error('A demo has 30 users or more, and goes back 3 days or more.')
  return onStage(kernel, options, async (stage) => {
    const somebody = await stage.w.db.selectFrom('users').select('id').limit(1).executeTakeFirst()
    if (somebody) throw new Error('There are users in this tenant already, so a demo would be mixed with what is real.')
    return withRoom(stage, () => fill(stage, options))
  })
}

async function fill(stage: Stage, { users, days, progress = () => {} }: DemoOptions): Promise<Demo> {
  const { now } = stage
  const start = instant(Math.floor(plusMinutes(now, -days * dayMinutes)))
  const scale = Math.min(1, (users / 2000) * Math.min(1, days / 30))
  progress(`${users} people`)
  const people = await populate(stage, users, start)
  progress('groups, units, roles')
  const organisation = await organise(stage, people, start)
  const applications = await registerApplications(stage, people, start)
  progress('policies')
  await setPolicies(stage, organisation, applications.payroll, start)
  progress('sign-in methods')
  const equipment = await equip(stage, people, start)
  const judge = await judging(stage, organisation)
  const scene: Scene = {
    stage,
    start,
    organisation,
    equipment,
    applications,
    judge,
    records: new Records(stage),
  }
  await welcomeNewcomers(scene)
  progress('passes')
  const some = (count: number, least: number) => Math.max(least, Math.round(count * scale))
  await passesOfToday(scene, { live: some(24, 4), expired: some(14, 2), spent: some(16, 2), stories: some(8, 2) })
  await openSessions(scene, some(140, 10))
  const { signIns, audits } = await tellHistory(scene, days, some(4, 1), progress)
  await forget(scene)
  progress('seals')
  await scene.records.keep()
  stage.clock.set(now)
  return { personas: await issuePersonaPasses(stage.secretive, demoActor(stage.draw)), signIns, audits }
}

async function tellHistory(scene: Scene, days: number, eachError: number, progress: (what: string) => void) {
  const { records, organisation } = scene
  const users = organisation.people.length
  const audits = Math.max(80, Math.min(mostAudits, Math.round((users * days) / 22.5)))
  const signIns = Math.max(600, Math.min(mostSignIns, Math.round((users * days) / 3)))
  changes(scene, audits)
  mishaps(scene, eachError)
  everyday(scene, Math.max(0, signIns - records.signInCount), (done) => progress(`${done} of ${signIns} sign-ins`))
  return { signIns: records.signInCount, audits: records.auditCount }
}

/** Some people left not long ago, and a group went; both can be brought back. */
async function forget(scene: Scene): Promise<void> {
  const { stage, organisation } = scene
  for (const { user, kind, activeUntil } of organisation.people) {
    if (kind !== 'leaving') continue
    stage.clock.set(activeUntil)
    await deleteUser(stage.kernel, syncActor(scene), { user: user.id })
  }
  const by = chiefOf(stage, organisation.people)
  stage.clock.set(instant(stage.now - 2 * 86_400_000))
  const group = await createGroup(stage.kernel, by, { displayName: 'Summer party 2019' })
  stage.clock.set(instant(stage.now - 86_400_000))
  await deleteGroup(stage.kernel, by, { group: group.id })
}
