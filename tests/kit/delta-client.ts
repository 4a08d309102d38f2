import type { GraphAnswer, GraphCaller } from './graph.ts'

type Item = Readonly<Record<string, unknown>>

/** What a client knows of one object: its properties, and the ids linked to it. */
export interface Known {
  readonly properties: Item
  readonly links: ReadonlySet<string>
}

/** A client that keeps a copy of a list by its deltas alone, and follows every link as it stands. */
export class DeltaClient {
  readonly known = new Map<string, Known>()
  /** Why objects went, by id. */
  readonly removed = new Map<string, unknown>()
  pages = 0
  readonly #call: GraphCaller
  readonly #headers: Readonly<Record<string, string>>
  #link: string

  constructor(call: GraphCaller, address: string, headers: Readonly<Record<string, string>> = {}) {
    this.#call = call
    this.#link = address
    this.#headers = headers
  }

  /** The address the next round begins with. */
  get link(): string {
    return this.#link
  }

  /** Asks until there is nothing more for now; returns the items told. */
  async sync(): Promise<readonly Item[]> {
    const told: Item[] = []
    for (;;) {
      const page = await this.#call('GET', this.#link, undefined, this.#headers)
      if (page.status !== 200) throw new Error(`Delta answered ${page.status}: ${page.text}`)
      this.pages++
      for (const item of page.value) {
        told.push(item)
        this.#take(item)
      }
      const { next, isLast } = linkIn(page)
      this.#link = next
      if (isLast) return told
    }
  }

  #take(item: Item): void {
    const { id, '@removed': removed, 'members@delta': members, 'manager@delta': manager, ...properties } = item
    if (typeof id !== 'string') throw new Error(`An item has no id: ${JSON.stringify(item)}`)
    if (removed) {
      this.known.delete(id)
      this.removed.set(id, (removed as Item)['reason'])
      return
    }
    this.removed.delete(id)
    const links = new Set(this.known.get(id)?.links)
    for (const link of (members ?? manager ?? []) as readonly Item[]) {
      if (link['@removed']) links.delete(String(link['id']))
      else links.add(String(link['id']))
    }
    this.known.set(id, { properties, links })
  }
}

function linkIn({ body, text }: GraphAnswer): { readonly next: string; readonly isLast: boolean } {
  const [next, delta] = [body['@odata.nextLink'], body['@odata.deltaLink']]
  if (typeof delta === 'string' && next === undefined) return { next: delta, isLast: true }
  if (typeof next === 'string' && delta === undefined) return { next, isLast: false }
  throw new Error(`A page has one link and not both: ${text}`)
}
