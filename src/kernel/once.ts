import type { Read } from './store.ts'

/**
 * Looks something up once in one read, however many ask.
 *
 * A write remembers nothing, because it may change what it saw.
 */
export function once<Value>(read: Read, key: string, find: () => Promise<Value>): Promise<Value> {
  const { memory } = read
  if (!memory) return find()
  const known = memory.get(key)
  if (known) return known as Promise<Value>
  const found = find()
  memory.set(key, found)
  return found
}
