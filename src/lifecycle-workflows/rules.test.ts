import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../base/refusal.ts'
import { instant, toIso } from '../base/time.ts'
import { argumentProblem, mailTerms, passTerms } from './rules/arguments.ts'
import { type ConditionsDraft, onDemandType, triggeredType } from './rules/conditions.ts'
import { type PassCandidate, whyNoPass } from './rules/eligibility.ts'
import { hireDateWindow, type MessageFacts, messageOf, parseConditions, parseTasks, taskDefinitions } from './rules.ts'

const [pass, welcome, remind] = taskDefinitions.map(({ id }) => id)
const names = ['tapLifetimeMinutes', 'tapLifetimeInMinutes', 'tapIsUsableOnce', 'cc', 'customBody', 'locale']
const problem = (name: string, value: string) => argumentProblem([{ name, value }], names, 'arguments')?.message

describe('the arguments of a task', () => {
  it.each([
    ['tapLifetimeMinutes', '480'],
    ['tapLifetimeInMinutes', '10'],
    ['tapIsUsableOnce', 'False'],
    ['cc', '00000000-0000-4000-8000-000000000001, 00000000-0000-4000-8000-000000000002'],
    ['locale', 'en-us'],
  ])('may be %s = %s', (name, value) => {
    expect(problem(name, value)).toBeUndefined()
  })

  it.each([
    ['tapLifetimeMinutes', '9', 'from 10 to 43200'],
    ['tapLifetimeMinutes', '43201', 'from 10 to 43200'],
    ['tapLifetimeMinutes', '1e3', 'whole number'],
    ['tapIsUsableOnce', '1', "'true' or 'false'"],
    ['cc', 'ada@example.com', 'ids'],
    ['locale', 'tlh', "'en-us'"],
    ['pin', '1', "no argument 'pin'"],
  ])('may not be %s = %s', (name, value, why) => {
    expect(problem(name, value)).toContain(why)
  })

  it('are not there twice, by whichever of its two names', () => {
    const given = [
      { name: 'tapLifetimeMinutes', value: '60' },
      { name: 'tapLifetimeInMinutes', value: '90' },
    ]
    expect(argumentProblem(given, names, 'arguments')?.message).toContain('twice')
  })

  it('leave open what they do not say', () => {
    expect(passTerms([])).toEqual({ lifetimeMinutes: undefined, isUsableOnce: undefined })
    expect(passTerms([{ name: 'tapLifetimeInMinutes', value: '90' }]).lifetimeMinutes).toBe(90)
    expect(mailTerms([])).toEqual({ cc: [], subject: undefined, body: undefined })
  })
})

describe('the tasks of a workflow', () => {
  const parse = (drafts: Parameters<typeof parseTasks>[0], category = 'joiner') => {
    let next = 0
    return parseTasks(drafts, category, () => `task ${++next}`)
  }

  it('are numbered in the order they were given', () => {
    const parsed = parse([{ taskDefinitionId: String(pass).toUpperCase() }, { taskDefinitionId: String(welcome) }])
    expect(parsed.ok && parsed.tasks.map(({ id, executionSequence }) => [id, executionSequence])).toEqual([
      ['task 1', 1],
      ['task 2', 2],
    ])
  })

  it.each([
    ['none', [], 'tasks'],
    [
      'an unknown definition',
      [{ taskDefinitionId: '00000000-0000-4000-8000-000000000000' }],
      'tasks/0/taskDefinitionId',
    ],
    [
      'a body that leaves the pass out',
      [{ taskDefinitionId: String(pass), arguments: [{ name: 'customBody', value: 'Hello' }] }],
      'tasks/0/arguments',
    ],
  ])('are refused where there is %s', (_, drafts, field) => {
    expect(parse(drafts)).toMatchObject({ ok: false, field })
  })

  it('belong to people who join', () => {
    expect(parse([{ taskDefinitionId: String(remind) }], 'leaver')).toMatchObject({ ok: false, field: 'category' })
  })
})

describe('when a workflow runs', () => {
  const draft = (change: object = {}): ConditionsDraft => ({
    '@odata.type': triggeredType,
    scope: { rule: "department eq 'Sales'" },
    trigger: { timeBasedAttribute: 'employeeHireDate', offsetInDays: -2 },
    ...change,
  })
  const codeOf = (given: ConditionsDraft) => {
    try {
      return parseConditions(given)
    } catch (error) {
      return error instanceof Refusal ? error.code : error
    }
  }

  it('is on demand alone without conditions', () => {
    expect(parseConditions(undefined)).toEqual({ kind: 'onDemand' })
    expect(parseConditions({ '@odata.type': onDemandType })).toEqual({ kind: 'onDemand' })
  })

  it('follows the hire date for those whom the rule names', () => {
    expect(parseConditions(draft())).toEqual({ kind: 'triggered', rule: "department eq 'Sales'", offsetInDays: -2 })
  })

  it.each([
    ['another date', draft({ trigger: { timeBasedAttribute: 'createdDateTime', offsetInDays: 0 } }), 'workflowInvalid'],
    ['years', draft({ trigger: { timeBasedAttribute: 'employeeHireDate', offsetInDays: 181 } }), 'workflowInvalid'],
    ['no scope', draft({ scope: undefined }), 'workflowInvalid'],
    ['a rule that is no filter', draft({ scope: { rule: 'department is Sales' } }), 'unsupportedQuery'],
    ['a rule over something else', draft({ scope: { rule: "shoeSize eq '43'" } }), 'unsupportedQuery'],
  ])('is refused for %s', (_, given, code) => {
    expect(codeOf(given)).toBe(code)
  })

  it('is two days before the hire date for an offset of -2, with three days to catch up', () => {
    const { from, to } = hireDateWindow(-2, instant(Date.UTC(2026, 2, 10)))
    expect([toIso(from).slice(0, 10), toIso(to).slice(0, 10)]).toEqual(['2026-03-09', '2026-03-12'])
  })
})

describe('who is issued a pass unasked', () => {
  const newcomer: PassCandidate = {
    accountEnabled: true,
    methods: [],
    hasSignedIn: false,
    holdsRole: false,
    isRestricted: false,
    managerMail: 'boss@example.com',
  }

  it('is somebody on the first day', () => {
    expect(whyNoPass(newcomer)).toBeUndefined()
  })

  it.each([
    ['a disabled account', { accountEnabled: false }, 'disabled'],
    ['nobody to mail it to', { managerMail: undefined }, 'no manager'],
    ['a manager without an address', { managerMail: null }, 'no mail address'],
    ['a role', { holdsRole: true }, 'role'],
    ['a unit that shuts administrators of the tenant out', { isRestricted: true }, 'restricted management'],
    ['a passkey', { methods: ['deviceBoundPasskey'] }, 'deviceBoundPasskey'],
    ['a sign-in in the log', { hasSignedIn: true }, 'signed in before'],
  ])('is nobody with %s', (_, change, why) => {
    expect(whyNoPass({ ...newcomer, ...change })).toContain(why)
  })
})

describe('the mail', () => {
  const facts: MessageFacts = {
    userDisplayName: 'Ada Example',
    userPrincipalName: 'ada@example.com',
    userGivenName: 'Ada',
    userSurname: 'Example',
    userEmployeeHireDate: instant(Date.UTC(2026, 2, 2, 8)),
    managerDisplayName: 'Bo Boss',
    managerEmail: 'boss@example.com',
    signInAddress: 'https://id.example.com/signin',
    pass: {
      code: 'Ab3<&',
      startAt: instant(Date.UTC(2026, 2, 2, 8)),
      endAt: instant(Date.UTC(2026, 2, 2, 16)),
      isUsableOnce: true,
    },
  }
  const own = { subject: undefined, body: undefined }

  it('tells the code, where to use it and until when, with the zone', () => {
    const { text, html, subject } = messageOf('issuePass', own, facts)
    expect(text).toContain('Ab3<&')
    expect(html).toContain('Ab3&lt;&amp;')
    expect(text).toContain('between 2026-03-02 08:00 UTC and 2026-03-02 16:00 UTC. It works once.')
    expect(subject).toBe('Temporary Access Pass for Ada Example')
  })

  it('never shows the code in its subject', () => {
    const { subject } = messageOf('issuePass', { ...own, subject: '{{temporaryAccessPass}} for you' }, facts)
    expect(subject).not.toContain('Ab3')
  })

  it('lets no name become a header, markup or a placeholder, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        const userDisplayName = `${noise}\r\nBcc: eve@example.com<script>{{temporaryAccessPass}}`
        const { subject, html } = messageOf('issuePass', own, { ...facts, userDisplayName })
        expect(subject).not.toMatch(/[\r\n]/)
        expect(html).not.toContain('<script>')
        expect(html.split('Ab3&lt;&amp;')).toHaveLength(2)
      }),
    )
  })
})
