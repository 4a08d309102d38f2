import { isGuid } from '../../base/text.ts'

/** A task's argument; every value is a text, also of numbers and truth values. */
export interface TaskArgument {
  readonly name: string
  readonly value: string
}

export interface ArgumentProblem {
  readonly field: string
  readonly message: string
}

/** The names a task takes; the lifetime of a pass goes by two, because Entra's own pages have both. */
export const argumentNames = (definition: {
  readonly parameters: readonly { readonly name: string }[]
}): readonly string[] =>
  definition.parameters.flatMap(({ name }) => (name === 'tapLifetimeMinutes' ? [name, otherLifetimeName] : [name]))

const otherLifetimeName = 'tapLifetimeInMinutes'
const mostTextLength = 10_000

const rules: Readonly<Record<string, { readonly allowed: string; test(value: string): boolean }>> = {
  tapLifetimeMinutes: {
    allowed: 'a whole number of minutes from 10 to 43200',
    test: (value) => /^\d{1,5}$/.test(value) && Number(value) >= 10 && Number(value) <= 43_200,
  },
  tapIsUsableOnce: { allowed: "'true' or 'false'", test: (value) => /^(true|false)$/i.test(value) },
  cc: {
    allowed: 'ids of at most ten users, with commas between them',
    test: (value) => value.split(',').length <= 10 && value.split(',').every((id) => isGuid(id.trim())),
  },
  customSubject: {
    allowed: 'one line of at most 200 characters',
    test: (value) => value.length > 0 && value.length <= 200 && !/\p{Cc}/u.test(value),
  },
  customBody: {
    allowed: `a text of at most ${mostTextLength} characters`,
    test: (value) => value.length > 0 && value.length <= mostTextLength,
  },
  locale: { allowed: "'en-us', the only language of mails so far", test: (value) => /^en(-us)?$/i.test(value) },
}

/** What is wrong with the first argument that is unknown, given twice or out of its range. */
export function argumentProblem(
  given: readonly TaskArgument[],
  known: readonly string[],
  field: string,
): ArgumentProblem | undefined {
  const seen = new Set<string>()
  for (const { name, value } of given) {
    if (!known.includes(name)) {
      return { field, message: `The task has no argument '${name.slice(0, 50)}'; it takes ${known.join(', ')}.` }
    }
    const plain = name === otherLifetimeName ? 'tapLifetimeMinutes' : name
    if (seen.has(plain)) return { field, message: `The argument '${plain}' is there twice.` }
    seen.add(plain)
    const rule = rules[plain]
    if (rule && !rule.test(value)) return { field, message: `The argument '${name}' has to be ${rule.allowed}.` }
  }
  return undefined
}

export interface PassTerms {
  readonly lifetimeMinutes: number | undefined
  readonly isUsableOnce: boolean | undefined
}

const argumentOf = (given: readonly TaskArgument[], name: string): string | undefined =>
  given.find((argument) => argument.name === name)?.value

/** The pass that a task asks for; what it leaves open is the policy's. */
export function passTerms(given: readonly TaskArgument[]): PassTerms {
  const lifetime = argumentOf(given, 'tapLifetimeMinutes') ?? argumentOf(given, otherLifetimeName)
  const once = argumentOf(given, 'tapIsUsableOnce')
  return {
    lifetimeMinutes: lifetime === undefined ? undefined : Number(lifetime),
    isUsableOnce: once === undefined ? undefined : once.toLowerCase() === 'true',
  }
}

export interface MailTerms {
  /** Ids of users. */
  readonly cc: readonly string[]
  readonly subject: string | undefined
  readonly body: string | undefined
}

export const mailTerms = (given: readonly TaskArgument[]): MailTerms => ({
  cc:
    argumentOf(given, 'cc')
      ?.split(',')
      .map((id) => id.trim().toLowerCase()) ?? [],
  subject: argumentOf(given, 'customSubject'),
  body: argumentOf(given, 'customBody'),
})
