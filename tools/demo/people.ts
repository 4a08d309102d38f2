import { userId } from '../../src/base/text.ts'
import { type Instant, instant, plusMinutes } from '../../src/base/time.ts'
import { draftUser, type NewUser, type User } from '../../src/directory/rules.ts'
import { lockChangeCounter } from '../../src/directory/store/changes.ts'
import { rowFrom } from '../../src/directory/store/users.ts'
import { insertRows } from './bulk.ts'
import { agents, type Department, departments, type Office, offices } from './company.ts'
import type { Draw } from './draw.ts'
import { drawName, type FullName, inAddress } from './names.ts'
import { type Persona, type PersonaKey, personas } from './personas.ts'
import type { Stage } from './stage.ts'

export const dayMinutes = 24 * 60

/** Somebody of the demo, with what the story needs beyond the directory. */
export interface Person {
  readonly user: User
  readonly persona: PersonaKey | undefined
  /** What becomes of the person: starts later, left while the logs run, is a guest, is there for emergencies. */
  readonly kind: 'staff' | 'starter' | 'disabled' | 'leaving' | 'guest' | 'emergency'
  readonly office: Office
  readonly computer: string
  readonly phone: string
  readonly deskAddress: string
  readonly homeAddress: string
  /** How often the person signs in, beside others. */
  readonly activity: number
  readonly activeFrom: Instant
  readonly activeUntil: Instant
}

const midnight = (at: number): Instant => instant(Math.floor(at / 86_400_000) * 86_400_000)

/** The Monday after this day, at midnight UTC. */
function nextMonday(now: Instant): Instant {
  const days = (8 - new Date(now).getUTCDay()) % 7 || 7
  return plusMinutes(midnight(now), days * dayMinutes)
}

interface Post {
  readonly department: string
  readonly jobTitle: string
  readonly manager: Person | undefined
}

/** Draws so many people, each with a post, and puts them into the directory. */
export async function populate(stage: Stage, count: number, start: Instant): Promise<readonly Person[]> {
  const people = new Hiring(stage, start).hire(count)
  await insertRows(
    stage,
    'users',
    people.map(({ user }) => rowFrom(user)),
  )
  await noteAsChanges(stage, people)
  return people
}

/** Everybody stands in the order of changes at once, as after a quiet while. */
async function noteAsChanges(stage: Stage, people: readonly Person[]): Promise<void> {
  const last = await lockChangeCounter(stage.w.db)
  const links = people.flatMap(({ user }) => [
    { object_id: user.id, link_id: '' },
    ...(user.managerId ? [{ object_id: user.id, link_id: user.managerId }] : []),
  ])
  const rows = links.map((link, index) => ({
    list: 'users' as const,
    ...link,
    position: last + index + 1,
    changed_at: stage.now as number,
  }))
  await insertRows(stage, 'changes', rows)
  await stage.w.db
    .updateTable('change_counter')
    .set({ position: last + rows.length })
    .execute()
}

class Hiring {
  readonly #stage: Stage
  readonly #draw: Draw
  readonly #start: Instant
  readonly #people: Person[] = []
  readonly #names = new Map<string, number>()
  readonly #heads = new Map<string, Person>()
  readonly #leads = new Map<string, { lead: Person; members: number }>()

  constructor(stage: Stage, start: Instant) {
    this.#stage = stage
    this.#draw = stage.draw
    this.#start = start
  }

  hire(count: number): readonly Person[] {
    this.#leaders()
    for (const persona of personas) this.#persona(persona)
    this.#emergency()
    const some = (share: number, least: number) => Math.max(least, Math.round(count * share))
    const kinds = {
      starter: some(0.006, 3),
      disabled: some(0.012, 2),
      leaving: some(0.005, 2),
      guest: some(0.01, 2),
    } as const
    const special = Object.values(kinds).reduce((sum, one) => sum + one, 0)
    while (this.#people.length < count - special) this.#member('staff')
    for (const kind of ['disabled', 'leaving', 'starter'] as const) {
      for (let made = 0; made < kinds[kind]; made++) this.#member(kind)
    }
    for (let made = 0; made < kinds.guest; made++) this.#guest()
    return this.#people
  }

  #leaders(): void {
    const chief = this.#add({ kind: 'staff', name: this.#name() }, executive(undefined))
    for (const { name, head } of departments) {
      const post = { department: name, jobTitle: head, manager: chief }
      this.#heads.set(name, this.#add({ kind: 'staff', name: this.#name() }, post))
    }
  }

  #persona({ key, name, city, department, jobTitle }: Persona): void {
    const office = offices.find((one) => one.city === city)
    const hiredAt = key === 'newHire' ? midnight(this.#stage.now) : undefined
    const post = { department, jobTitle, manager: this.#heads.get(department) }
    this.#add({ kind: 'staff', name, persona: key, office, hiredAt }, post)
  }

  #emergency(): void {
    const name = { given: 'Emergency', family: 'Access', language: 'en-GB' }
    this.#add(
      { kind: 'emergency', name },
      { department: 'IT', jobTitle: 'Account for emergencies', manager: undefined },
    )
  }

  #member(kind: Person['kind']): void {
    const department = this.#draw.weighted(departments.map((one) => [one, one.weight] as const))
    const team = this.#leads.get(department.name)
    const isLead = kind === 'staff' && (!team || team.members >= 9)
    const person = this.#add(
      { kind, name: this.#name() },
      isLead ? this.#leading(department) : this.#working(department),
    )
    if (isLead) this.#leads.set(department.name, { lead: person, members: 0 })
  }

  #leading({ name, lead }: Department): Post {
    return { department: name, jobTitle: lead, manager: this.#heads.get(name) }
  }

  #working({ name, titles }: Department): Post {
    const team = this.#leads.get(name)
    if (team) team.members++
    return { department: name, jobTitle: this.#draw.of(titles), manager: team?.lead ?? this.#heads.get(name) }
  }

  #guest(): void {
    const name = this.#name()
    const partner = this.#draw.of(['northquay.example', 'tidewater-survey.example', 'ostra-steel.example'])
    const invitedMail = `${this.#address(name)}@${partner}`
    const displayName = `${name.given} ${name.family}`
    this.#keep(
      { invitedMail, displayName, givenName: name.given, surname: name.family },
      { kind: 'guest', name },
      undefined,
    )
  }

  #add(given: Given, post: Post): Person {
    const { name, kind } = given
    const domain = this.#stage.kernel.tenant.domain
    const userPrincipalName = `${this.#address(name)}@${domain}`
    const office = given.office ?? this.#draw.weighted(offices.map((one) => [one, one.weight] as const))
    const isEmergency = kind === 'emergency'
    const phone = `${office.phonePrefix} ${this.#draw.between(2_000_000, 8_999_999)}`
    const about = {
      userPrincipalName,
      displayName: isEmergency ? 'Emergency access' : `${name.given} ${name.family}`,
      givenName: isEmergency ? null : name.given,
      surname: isEmergency ? null : name.family,
      mail: isEmergency ? null : userPrincipalName,
      jobTitle: post.jobTitle,
      department: post.department,
      officeLocation: office.city,
      businessPhones: isEmergency ? [] : [phone],
      preferredLanguage: name.language,
      usageLocation: office.country,
      employeeId: isEmergency ? null : `K${String(10_001 + this.#people.length)}`,
      employeeHireAt: isEmergency ? null : (given.hiredAt ?? this.#hiredAt(kind)),
      accountEnabled: kind !== 'disabled',
    }
    return this.#keep(about, { ...given, office }, post.manager)
  }

  /** Over the last nine years, some while the logs run; starters begin on Monday or the Monday after. */
  #hiredAt(kind: Person['kind']): Instant {
    const { now } = this.#stage
    if (kind === 'starter') return plusMinutes(nextMonday(now), this.#draw.happens(0.75) ? 0 : 7 * dayMinutes)
    const isRecent = kind === 'staff' && this.#draw.happens(0.03)
    const days = (this.#stage.now - this.#start) / 86_400_000
    const ago = isRecent ? 5 + this.#draw.share() * Math.max(days - 6, 1) : days + this.#draw.share() ** 1.6 * 3200
    return midnight(now - ago * 86_400_000)
  }

  #keep(about: NewUser, given: Given, manager: Person | undefined): Person {
    const { now } = this.#stage
    const { kind, persona } = given
    const hiredAt = about.employeeHireAt ?? plusMinutes(this.#start, -400 * dayMinutes)
    const createdAt = instant(Math.min(plusMinutes(hiredAt, (9 - 5 * 24) * 60), now - 3 * 86_400_000))
    const user: User = {
      ...draftUser(about, [this.#stage.kernel.tenant.domain]),
      id: userId(this.#draw.id()),
      managerId: manager?.user.id ?? null,
      createdAt,
      sessionsValidFrom: createdAt,
    }
    const office = given.office ?? this.#draw.of(offices)
    const days = Math.floor((now - this.#start) / 86_400_000)
    const stay = { disabled: this.#draw.between(3, 200), leaving: this.#draw.between(1, Math.min(25, days - 1)) }
    const left = kind === 'disabled' || kind === 'leaving' ? now - stay[kind] * 86_400_000 : now
    const person: Person = {
      user,
      persona,
      kind,
      office,
      computer: this.#draw.weighted([
        [this.#draw.of(agents.windows), 74],
        [this.#draw.of(agents.mac), 20],
        [this.#draw.of(agents.linux), 6],
      ]),
      phone: this.#draw.of(agents.phone),
      deskAddress: `${office.network}${office.firstAddress + this.#draw.between(2, 60)}`,
      homeAddress: `198.18.${this.#draw.between(0, 255)}.${this.#draw.between(1, 254)}`,
      activity: activities[kind] * (0.3 + this.#draw.share() ** 2 * 3),
      activeFrom: instant(Math.max(this.#start, plusMinutes(hiredAt, 8 * 60))),
      activeUntil: instant(left),
    }
    this.#people.push(person)
    return person
  }

  /** A name that nobody has yet, where one is left. */
  #name(): FullName {
    let name = drawName(this.#draw)
    const tries = this.#people.length < 5000 ? 25 : 0
    for (let made = 0; made < tries && this.#names.has(plainAddress(name)); made++) name = drawName(this.#draw)
    return name
  }

  /** The part before the `@`, with a number where several have the same name. */
  #address(name: FullName): string {
    const plain = plainAddress(name)
    const count = (this.#names.get(plain) ?? 0) + 1
    this.#names.set(plain, count)
    return count === 1 ? plain : `${plain}${count}`
  }
}

interface Given {
  readonly kind: Person['kind']
  readonly name: FullName
  readonly persona?: PersonaKey
  readonly office?: Office | undefined
  readonly hiredAt?: Instant | undefined
}

const activities: Readonly<Record<Person['kind'], number>> = {
  staff: 1,
  disabled: 0.6,
  leaving: 1,
  starter: 0,
  guest: 0,
  emergency: 0,
}

const plainAddress = ({ given, family }: FullName): string => `${inAddress(given)}.${inAddress(family)}`

const executive = (manager: Person | undefined): Post => ({
  department: 'Management',
  jobTitle: 'Chief Executive Officer',
  manager,
})
