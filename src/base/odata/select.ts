import { Refusal } from '../refusal.ts'
import { propertyNamed } from './scope.ts'
import type { ResourceShape } from './shape.ts'

/** The properties named in `$select`, each once, in their own spelling; undefined for all that is answered by default. */
export function parseSelect(text: string | undefined, shape: ResourceShape): readonly string[] | undefined {
  if (text === undefined || text.trim() === '*') return undefined
  const names = text.split(',').map((part) => {
    const name = part.trim()
    const found = name.includes('/') ? undefined : (propertyNamed(shape, name)?.[0] ?? navigationNamed(name, shape))
    if (found !== undefined) return found
    throw new Refusal('unsupportedQuery', `$select: '${name.slice(0, 100)}' is not a property of ${shape.name}.`, {
      field: '$select',
    })
  })
  return [...new Set(names)]
}

/** A navigation property may be selected, and is there when it is expanded too. */
const navigationNamed = (name: string, { expand = {} }: ResourceShape): string | undefined =>
  Object.keys(expand).find((key) => key.toLowerCase() === name.toLowerCase())

type Body = Readonly<Record<string, unknown>>

/** The part of an expansion that says what is kept of it. */
interface Kept {
  readonly navigation: string
  readonly select: readonly string[] | undefined
}

/**
 * Keeps of an answer what was selected, or the resource's default properties, and what was expanded.
 *
 * Annotations (`@odata.type`) stay.
 */
export function project(
  body: Body,
  select: readonly string[] | undefined,
  shape: ResourceShape,
  expand: readonly Kept[] = [],
): Record<string, unknown> {
  const wanted = select ?? shape.defaults
  const expanded = new Map(expand.map((kept) => [kept.navigation, kept]))
  const entries = Object.entries(body).flatMap(([key, value]): [string, unknown][] => {
    const kept = expanded.get(key)
    if (kept) return [[key, projectExpanded(value, kept, shape)]]
    return !wanted || key.startsWith('@') || wanted.includes(key) ? [[key, value]] : []
  })
  return Object.fromEntries(entries)
}

function projectExpanded(value: unknown, { navigation, select }: Kept, shape: ResourceShape): unknown {
  const target = shape.expand?.[navigation]?.shape()
  if (!target || value === null || typeof value !== 'object') return value
  return Array.isArray(value)
    ? value.map((item: Body) => project(item, select, target))
    : project(value as Body, select, target)
}
