const hidden = '[secret]'

/**
 * A value that prints as `[secret]` wherever it goes by accident: string, JSON, log, inspector.
 *
 * `reveal` is the only way to the value; its callers are few and can be searched for.
 */
export class Secret<T = string> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toString(): string {
    return hidden
  }

  toJSON(): string {
    return hidden
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return hidden
  }
}
