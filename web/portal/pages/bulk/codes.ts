/**
 * The codes of passes that were issued and not handed out yet.
 *
 * They are here and nowhere else: no state of a component, no cache and no part of the page has them.
 */
export class Codes {
  readonly #codes = new Map<string, string>()
  #isClosed = false

  /** Does nothing once it is closed: an answer may come late. */
  put(userId: string, code: string): void {
    if (!this.#isClosed) this.#codes.set(userId, code)
  }

  get(userId: string): string | undefined {
    return this.#codes.get(userId)
  }

  forget(userIds: readonly string[]): void {
    for (const id of userIds) this.#codes.delete(id)
  }

  open(): void {
    this.#isClosed = false
  }

  /** Forgets every code, and takes no other. */
  close(): void {
    this.#isClosed = true
    this.#codes.clear()
  }
}
