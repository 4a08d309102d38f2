import { comparisonKey } from '../../src/base/text.ts'
import type { Instant } from '../../src/base/time.ts'
import type { UserRow } from '../../src/directory/tables.ts'

const givenNames = ['Ada', 'Bert', 'Chidi', 'Dora', 'Emil', 'Fatma', 'Grace', 'Henrik', 'Ines', 'Jun', 'Kwame', 'Lena']
const surnames = ['Abe', 'Baker', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Ito', 'Jensen', 'Kaya']
const departments = ['Sales', 'Engineering', 'Finance', 'Legal', 'Operations', 'Support']
const jobTitles = ['Clerk', 'Manager', 'Engineer', 'Analyst', 'Counsel']
const rowsAtOnce = 400

const at = (list: readonly string[], index: number): string => list[index % list.length] ?? ''

/** So many users as rows, in portions that a statement takes; names come again, numbers tell them apart. */
export function* somePeople(count: number, domain: string, now: Instant): Generator<UserRow[]> {
  for (let start = 0; start < count; start += rowsAtOnce) {
    const length = Math.min(rowsAtOnce, count - start)
    yield Array.from({ length }, (_, index) => personAt(start + index, domain, now))
  }
}

function personAt(number: number, domain: string, now: Instant): UserRow {
  const given = at(givenNames, number * 7)
  const surname = at(surnames, number * 5 + Math.floor(number / 12))
  const displayName = `${given} ${surname} ${number}`
  const name = `user${number}@${domain}`
  const [department, jobTitle] = [at(departments, number), at(jobTitles, number * 3)]
  return {
    id: `50000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    user_principal_name: name,
    user_principal_name_key: comparisonKey(name),
    display_name: displayName,
    display_name_key: comparisonKey(displayName),
    given_name: given,
    given_name_key: comparisonKey(given),
    surname,
    surname_key: comparisonKey(surname),
    mail: name,
    mail_key: comparisonKey(name),
    mail_nickname: `user${number}`,
    job_title: jobTitle,
    job_title_key: comparisonKey(jobTitle),
    department,
    department_key: comparisonKey(department),
    office_location: null,
    mobile_phone: null,
    business_phones: '[]',
    preferred_language: null,
    usage_location: 'DE',
    employee_id: String(number),
    employee_hire_at: now,
    manager_id: null,
    user_type: number % 20 === 0 ? 'Guest' : 'Member',
    creation_type: null,
    external_user_state: null,
    account_enabled: number % 17 === 0 ? 0 : 1,
    created_at: now,
    sessions_valid_from: now,
    deleted_at: null,
  }
}
