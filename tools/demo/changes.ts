import { portalApp } from '../../src/access/rules.ts'
import { type AuditEntry, type AuditTarget, modified } from '../../src/audit/rules.ts'
import type { ApplicationActor, UserActor } from '../../src/base/actor.ts'
import { type Instant, instant, plusMinutes, toIso } from '../../src/base/time.ts'
import { roleIds } from '../../src/roles/rules.ts'
import { departments } from './company.ts'
import { actorOf, persona } from './organisation.ts'
import type { Person } from './people.ts'
import { daysOf, momentOf } from './rhythm.ts'
import { end, placeOf, type Scene } from './scene.ts'
import { originFrom } from './stage.ts'

export const targetOf = (
  { user }: Person,
  modifiedProperties: AuditTarget['modifiedProperties'] = [],
): AuditTarget => ({
  type: 'User',
  id: user.id,
  displayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
  modifiedProperties,
})

/** The application that brings joiners and changes from the staff register. */
export const syncActor = ({ stage, applications }: Scene): ApplicationActor => ({
  kind: 'application',
  appId: applications.sync.appId,
  servicePrincipalId: applications.sync.servicePrincipalId,
  displayName: applications.sync.displayName,
  permissions: applications.sync.permissions,
  origin: originFrom(stage.draw, '192.0.2.70', 'node'),
})

export const deskActor = ({ stage, organisation }: Scene): UserActor =>
  actorOf(stage, persona(organisation.people, 'authenticationAdministrator'), [roleIds.authenticationAdministrator])

const property = 'TemporaryAccessPass.TemporaryAccessPass'

/** A passkey is registered, often with a pass from the service desk: issued, redeemed, registered under one number. */
function registered(scene: Scene, person: Person, at: Instant, withPass: boolean): void {
  const { stage, records, equipment } = scene
  const passkey = equipment.get(person.user.id)?.passkey
  if (!passkey) return
  const correlationId = stage.draw.id()
  const place = placeOf(stage, person, instant(at - 150_000))
  const origin = { ...place.origin, correlationId }
  if (withPass) {
    const issuedAt = instant(place.at - stage.draw.between(4, 40) * 60_000)
    const actor = deskActor(scene)
    const passId = stage.draw.id()
    records.audit(
      issuedAt,
      { ...actor, origin: { ...actor.origin, correlationId } },
      {
        activity: 'adminRegisteredSecurityInfo',
        reason: 'Admin registered temporary access pass method for user',
        targets: [
          targetOf(person, [
            modified(`${property}.Id`, null, passId),
            modified(`${property}.StartDateTime`, null, toIso(issuedAt)),
            modified(`${property}.EndTime`, null, toIso(plusMinutes(issuedAt, 60))),
            modified(`${property}.AccessPassUsage`, null, 'Once'),
          ]),
        ],
      },
    )
    end(scene, { ...place, origin }, portalApp, ['temporaryAccessPass'])
  }
  records.audit(
    at,
    { ...actorOf(stage, person, []), origin },
    {
      activity: 'userRegisteredSecurityInfo',
      reason: 'User registered Fido2 Authentication Method',
      targets: [
        targetOf(person, [
          modified('Fido2AuthenticationMethod.Id', null, passkey.id),
          modified('Fido2AuthenticationMethod.DisplayName', null, passkey.display_name),
          modified('Fido2AuthenticationMethod.AaGuid', null, passkey.aaguid),
        ]),
      ],
    },
  )
}

/** What changed in the directory while the logs run: who came, who left, who registered a passkey, and what is done every day. */
export function changes(scene: Scene, count: number): void {
  const { organisation, equipment, start, stage, records } = scene
  const most = Math.floor(count * 0.6)
  for (const person of organisation.people) {
    if (records.auditCount >= most) break
    const passkey = equipment.get(person.user.id)?.passkey
    if (passkey && passkey.created_at > start + 3_600_000) {
      registered(scene, person, instant(passkey.created_at), stage.draw.happens(0.4))
    }
    cameOrLeft(scene, person)
  }
  const days = daysOf(start, stage.now)
  while (records.auditCount < count) {
    const person = stage.draw.of(organisation.people)
    const at = momentOf(stage.draw, stage.draw.weighted(days), person.office.hoursFromUtc)
    const isThen = at > Math.max(start, person.user.createdAt) && at < Math.min(stage.now, person.activeUntil)
    if (isThen && person.kind !== 'emergency') everyday(scene, person, at)
  }
}

function cameOrLeft(scene: Scene, person: Person): void {
  const { user, kind, activeUntil } = person
  const { start, records } = scene
  const names = [
    modified('UserPrincipalName', null, [user.userPrincipalName]),
    modified('DisplayName', null, [user.displayName]),
  ]
  if (user.createdAt > start && kind !== 'guest') {
    records.audit(user.createdAt, syncActor(scene), { activity: 'addUser', targets: [targetOf(person, names)] })
  }
  if (kind === 'disabled' && activeUntil > start) {
    const change = modified('AccountEnabled', [true], [false])
    records.audit(activeUntil, syncActor(scene), { activity: 'disableAccount', targets: [targetOf(person, [change])] })
  }
}

type Deed = (scene: Scene, person: Person) => readonly [by: UserActor | ApplicationActor, entry: AuditEntry]

const titles = departments.flatMap((one) => one.titles)

const membership =
  (activity: 'addMemberToGroup' | 'removeMemberFromGroup'): Deed =>
  (scene, person) => {
    const group = scene.stage.draw.of([...scene.organisation.groups.values()])
    const isAdded = activity === 'addMemberToGroup'
    const change = (name: string, value: string) =>
      isAdded ? modified(name, null, value) : modified(name, value, null)
    const properties = [change('Group.ObjectID', group.id), change('Group.DisplayName', group.displayName)]
    const of: AuditTarget = { type: 'Group', id: group.id, displayName: group.displayName }
    return [syncActor(scene), { activity, targets: [targetOf(person, properties), of] }]
  }

const byOneself =
  (activity: AuditEntry['activity'], reason: string, result: AuditEntry['result'] = 'success'): Deed =>
  ({ stage }, person) => [actorOf(stage, person, []), { activity, reason, result, targets: [targetOf(person)] }]

const byDesk =
  (activity: AuditEntry['activity'], reason: string, given: Partial<AuditEntry> = {}): Deed =>
  (scene, person) => [deskActor(scene), { activity, reason, targets: [targetOf(person)], ...given }]

const refused = "The target holds a role that the caller's role does not reach."

const deeds: readonly (readonly [deed: Deed, weight: number])[] = [
  [
    (scene, person) => {
      const change = modified('JobTitle', [scene.stage.draw.of(titles)], [person.user.jobTitle])
      return [syncActor(scene), { activity: 'updateUser', targets: [targetOf(person, [change])] }]
    },
    30,
  ],
  [membership('addMemberToGroup'), 18],
  [membership('removeMemberFromGroup'), 11],
  [byOneself('changePassword', 'User changed the password'), 12],
  [byOneself('changePassword', 'The current password was wrong', 'failure'), 2],
  [byOneself('userRegisteredSecurityInfo', 'User registered phone method'), 6],
  [byOneself('userDeletedSecurityInfo', 'User deleted Authenticator App with Code'), 2],
  [byOneself('userRegisteredSecurityInfo', 'User registered Authenticator App with Code'), 6],
  [byDesk('resetPassword', 'Admin reset the password'), 7],
  [byDesk('adminDeletedSecurityInfo', 'Admin deleted temporary access pass method for user'), 2],
  [byDesk('adminDeletedSecurityInfo', 'Admin deleted Authenticator App with Code for user'), 2],
  [byDesk('revokeSessions', 'Lost device'), 2],
  [
    byDesk('adminRegisteredSecurityInfo', refused, { result: 'failure', details: { code: 'insufficientPrivileges' } }),
    1,
  ],
]

function everyday(scene: Scene, person: Person, at: Instant): void {
  const [by, entry] = scene.stage.draw.weighted(deeds)(scene, person)
  scene.records.audit(at, by, entry)
}
