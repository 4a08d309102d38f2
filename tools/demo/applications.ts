import {
  type Application,
  createApplication,
  createPublicApplication,
  updateApplication,
} from '../../src/applications/service.ts'
import { type Instant, plusMinutes } from '../../src/base/time.ts'
import { chiefOf } from './organisation.ts'
import type { Person } from './people.ts'
import type { Stage } from './stage.ts'

/** What people sign in to, and what acts by itself. */
export interface Applications {
  readonly payroll: Application
  /** What people sign in to, with how much. */
  readonly used: readonly (readonly [application: Application, weight: number])[]
  readonly sync: Application
  readonly deskTool: Application
  readonly retired: Application
}

const profile = ['User.Read']

export async function registerApplications(
  stage: Stage,
  people: readonly Person[],
  start: Instant,
): Promise<Applications> {
  stage.clock.set(plusMinutes(start, 180))
  const own = async (displayName: string, permissions: readonly string[], delegatedPermissions: readonly string[]) => {
    stage.clock.advanceSeconds(200)
    const host = displayName.toLowerCase().replaceAll(' ', '-')
    const redirectUris = delegatedPermissions.length > 0 ? [`https://${host}.kestrel.example/signed-in`] : []
    const wanted = { displayName, permissions, delegatedPermissions, redirectUris }
    return (await createApplication(stage.secretive, chiefOf(stage, people), wanted)).application
  }
  const payroll = await own('Payroll', [], profile)
  const wiki = await own('Wiki', [], profile)
  const timeSheets = await own('Time sheets', [], profile)
  const travel = await own('Travel desk', [], profile)
  const drawings = await own('Drawing archive', [], profile)
  const phoneBook = await createPublicApplication(stage.kernel, chiefOf(stage, people), {
    displayName: 'Phone book',
    delegatedPermissions: profile,
    redirectUris: ['http://localhost'],
  })
  const sync = await own('HR sync', ['User.ReadWrite.All', 'GroupMember.ReadWrite.All'], [])
  const deskTool = await own('Service desk tool', ['UserAuthMethod-TAP.ReadWrite.All', 'User.Read.All'], [])
  const retired = await own('Old intranet', [], profile)
  await updateApplication(stage.kernel, chiefOf(stage, people), { application: retired.id, accountEnabled: false })
  const used = [
    [wiki, 30],
    [timeSheets, 28],
    [drawings, 14],
    [phoneBook, 10],
    [travel, 9],
    [payroll, 9],
  ] as const
  return { payroll, used, sync, deskTool, retired }
}
