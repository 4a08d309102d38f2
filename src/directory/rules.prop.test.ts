import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../base/refusal.ts'
import { comparisonKey } from '../base/text.ts'
import { mailNicknameFrom, properMailNickname, properName } from './rules/names.ts'
import { properUserPrincipalName } from './rules/user-principal-name.ts'
import { closesManagerCycle, decideMembership, isSameName, type Link } from './rules.ts'

const place = fc.integer({ min: 0, max: 7 }).map((number) => `g${number}`)
const link = fc.record({ from: place, to: place })

/** Whether some place leads back to itself, by the closure of all links. */
function hasCycle(links: readonly Link[]): boolean {
  const reached = new Map<string, Set<string>>()
  for (const { from, to } of links) reached.set(from, (reached.get(from) ?? new Set()).add(to))
  for (const through of reached.keys()) {
    for (const ends of reached.values()) {
      if (ends.has(through)) for (const end of reached.get(through) ?? []) ends.add(end)
    }
  }
  return [...reached].some(([from, ends]) => ends.has(from))
}

test('adding only what is allowed never makes a cycle, and what is refused would have made one', () => {
  fc.assert(
    fc.property(fc.array(link, { maxLength: 30 }), (wanted) => {
      const links: Link[] = []
      for (const { from: member, to: group } of wanted) {
        const decision = decideMembership(
          { id: group, isAssignableToRole: false },
          { kind: 'group', id: member },
          links,
        )
        expect(decision.ok).toBe(!hasCycle([...links, { from: member, to: group }]))
        if (decision.ok) links.push({ from: member, to: group })
      }
      expect(hasCycle(links)).toBe(false)
    }),
  )
})

test('nobody ever manages themself', () => {
  fc.assert(
    fc.property(fc.array(link, { maxLength: 30 }), (wanted) => {
      let links: readonly Link[] = []
      for (const { from: user, to: manager } of wanted) {
        const others = links.filter(({ from }) => from !== user)
        if (closesManagerCycle(links, user, manager)) continue
        links = [...others, { from: user, to: manager }]
        expect(hasCycle(links)).toBe(false)
      }
    }),
  )
})

const anyText = fc.string({ unit: 'binary', maxLength: 40 })

test('composed or decomposed, in any case, a name stays the same name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
      expect(isSameName(name.normalize('NFD'), name.normalize('NFC'))).toBe(true)
      expect(comparisonKey(comparisonKey(name))).toBe(comparisonKey(name))
    }),
  )
})

test('the key of a name is its own key, and one for all its cases, at every code point', () => {
  const odd: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const sign = String.fromCodePoint(code)
    if (!sign.isWellFormed()) continue
    const key = comparisonKey(sign)
    if ([key, sign.toUpperCase(), sign.toLowerCase()].some((form) => comparisonKey(form) !== key)) odd.push(sign)
  }
  expect(odd).toEqual([])
  expect(isSameName('STRAẞE', 'Strasse')).toBe(true)
})

test('a name that is kept stays as it is when it is given again', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const kept = orRefused(() => properName('displayName', text))
      if (kept !== undefined) expect(properName('displayName', kept)).toBe(kept)
    }),
  )
})

test('a user principal name that is kept is plain ASCII before the tenant domain', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        fc.emailAddress().map((mail) => mail.split('@')[0] ?? ''),
      ),
      (localPart) => {
        const kept = orRefused(() => properUserPrincipalName(`${localPart}@example.com`, ['example.com']))
        if (kept !== undefined) expect(kept).toMatch(/^[!-~]{1,64}@example\.com$/)
      },
    ),
  )
})

test('a derived mail nickname is always one that would be accepted', () => {
  fc.assert(fc.property(anyText, (name) => void properMailNickname(mailNicknameFrom(name, 'group'))))
})

function orRefused<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
