import type { RegisteredMethod } from '../../methods/method.ts'
import { type Texts, textsIn } from './texts.ts'

/** The name of a method: what its owner called it, or what it is, in the reader's language. */
export function nameOf({ methodNames }: Texts, { kind, displayName }: RegisteredMethod): string {
  const unnamed = textsIn('en').methodNames[kind]
  const rest = displayName.startsWith(unnamed) ? displayName.slice(unnamed.length) : undefined
  return rest !== undefined && /^( \d+)?$/.test(rest) ? `${methodNames[kind]}${rest}` : displayName
}
