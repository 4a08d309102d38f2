import type { FullName } from './names.ts'

export type PersonaKey =
  | 'administrator'
  | 'helpdesk'
  | 'passDesk'
  | 'authenticationAdministrator'
  | 'policyAdministrator'
  | 'accessAdministrator'
  | 'reader'
  | 'lostPhone'
  | 'newHire'

/** Somebody whom one can sign in as. */
export interface Persona {
  readonly key: PersonaKey
  readonly name: FullName
  readonly city: string
  readonly department: string
  readonly jobTitle: string
  /** What the greeting says of them. */
  readonly about: string
}

const name = (given: string, family: string, language: string): FullName => ({ given, family, language })

/** Those one can sign in as; they are among the people of every demo. */
export const personas: readonly Persona[] = [
  {
    key: 'administrator',
    name: name('Amara', 'Okafor', 'en-GB'),
    city: 'Hamburg',
    department: 'IT',
    jobTitle: 'Identity Lead',
    about: 'Global Administrator',
  },
  {
    key: 'helpdesk',
    name: name('Inês', 'Carvalho', 'pt-PT'),
    city: 'Lisbon',
    department: 'IT',
    jobTitle: 'Service Desk Analyst',
    about: 'Helpdesk and Authentication Administrator of the unit Lisbon',
  },
  {
    key: 'passDesk',
    name: name('Tomáš', 'Novák', 'cs-CZ'),
    city: 'Toronto',
    department: 'IT',
    jobTitle: 'Service Desk Analyst',
    about: 'the custom role Pass desk, for the unit Toronto',
  },
  {
    key: 'authenticationAdministrator',
    name: name('Linh', 'Trần', 'vi-VN'),
    city: 'Hamburg',
    department: 'IT',
    jobTitle: 'Service Desk Lead',
    about: 'Authentication Administrator',
  },
  {
    key: 'policyAdministrator',
    name: name('Sofia', 'Lindqvist', 'sv-SE'),
    city: 'Hamburg',
    department: 'IT',
    jobTitle: 'Security Architect',
    about: 'Authentication Policy Administrator',
  },
  {
    key: 'accessAdministrator',
    name: name('Kenji', 'Watanabe', 'ja-JP'),
    city: 'Singapore',
    department: 'IT',
    jobTitle: 'Security Engineer',
    about: 'Conditional Access Administrator',
  },
  {
    key: 'reader',
    name: name('Priya', 'Nair', 'en-IN'),
    city: 'Toronto',
    department: 'Legal and Compliance',
    jobTitle: 'Internal Auditor',
    about: 'Global Reader and Security Reader',
  },
  {
    key: 'lostPhone',
    name: name('Eleni', 'Papadaki', 'el-GR'),
    city: 'Lisbon',
    department: 'Sales',
    jobTitle: 'Account Manager',
    about: 'lost her phone this morning; no role',
  },
  {
    key: 'newHire',
    name: name('Daniel', 'Mensah', 'en-GB'),
    city: 'Nairobi',
    department: 'Engineering',
    jobTitle: 'Test Engineer',
    about: 'first day today; no role',
  },
]
