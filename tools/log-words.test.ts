import { expect, test } from 'vitest'
import { activities as recorded } from '../src/audit/rules/activities.ts'
import { signInErrors } from '../src/audit/rules/sign-in-record.ts'
import { activities, categories, services } from '../web/portal/pages/audits/activities.ts'
import { errorCodes } from '../web/portal/texts/en/error-codes.ts'

const all = Object.values(recorded)

test('the admin center offers every activity, category and service that the audit log knows', () => {
  const sorted = (names: readonly string[]) => [...new Set(names)].toSorted()
  expect(sorted(activities)).toEqual(sorted(all.map((activity) => activity.activityDisplayName)))
  expect(sorted(categories)).toEqual(sorted(all.map((activity) => activity.category)))
  expect(sorted(services)).toEqual(sorted(all.map((activity) => activity.loggedByService)))
})

test('it has words for every error code of the sign-in log', () => {
  expect(Object.keys(errorCodes).toSorted()).toEqual(Object.keys(signInErrors).toSorted())
})
