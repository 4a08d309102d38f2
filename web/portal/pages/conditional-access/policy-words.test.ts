import { expect, test } from 'vitest'
import { access as german } from '../../texts/de/access.ts'
import { access } from '../../texts/en/access.ts'
import {
  emptyDraft,
  noApplications,
  withConditions,
  withGrant,
  withSession,
  withUsers,
} from '../conditional-access-policy/draft.ts'
import { listed, type NameOf, sentenceOf } from './policy-words.ts'

const nameOf: NameOf = (_kind, id) => id.toUpperCase()
const { words } = access

const draft = withGrant(
  withConditions(withUsers(emptyDraft, { includeUsers: ['All'], excludeUsers: ['ada'], excludeGroups: ['desk'] }), {
    applications: { ...noApplications, includeApplications: ['All'] },
    locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    platforms: { includePlatforms: ['windows', 'macOS'], excludePlatforms: [] },
  }),
  { builtInControls: ['mfa'], authenticationStrength: { id: 's', displayName: 'Strong' }, operator: 'OR' },
)

test('a policy is said in one sentence', () => {
  expect(sentenceOf(draft, nameOf, words)).toBe(
    'Everybody except ADA, group DESK who opens all resources from anywhere except all trusted locations on Windows, macOS needs multifactor authentication or the strength Strong.',
  )
})

test('and in German', () => {
  expect(sentenceOf(draft, nameOf, german.words)).toBe(
    'Für alle, ausgenommen ADA, Gruppe DESK, gilt beim Zugriff auf alle Ressourcen, Standort: überall, ausgenommen alle vertrauenswürdigen Standorte, Plattform: Windows, macOS: Verlangt wird Multi-Faktor-Authentifizierung oder die Stärke Strong.',
  )
})

test('a block, an action and what is asked of sessions are said', () => {
  const applications = {
    ...noApplications,
    includeApplications: [],
    includeUserActions: ['urn:user:registersecurityinfo'],
  }
  const block = withGrant(withConditions(draft, { applications, locations: null, platforms: null }), {
    builtInControls: ['block'],
    authenticationStrength: null,
  })
  expect(sentenceOf(block, nameOf, words)).toBe(
    'Everybody except ADA, group DESK who registers security information is blocked.',
  )
  const forgotten = withSession(
    { ...draft, grantControls: null },
    { persistentBrowser: { isEnabled: true, mode: 'never' } },
  )
  expect(sentenceOf(forgotten, nameOf, words)).toMatch(/must be forgotten when the browser closes\.$/)
})

test('what is still to be chosen is said instead', () => {
  expect(sentenceOf(emptyDraft, nameOf, words)).toBe(words.forNobody)
  expect(sentenceOf(withUsers(emptyDraft, { includeUsers: ['All'] }), nameOf, words)).toBe(words.forNothing)
})

test('of a long list the first are named', () => {
  expect(listed(['a', 'b', 'c', 'd'], words)).toBe('a, b, c, d')
  expect(listed(['a', 'b', 'c', 'd', 'e'], words)).toBe('a, b, c and 2 more')
})
