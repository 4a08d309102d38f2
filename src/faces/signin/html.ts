class SafeText {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** Text that is HTML already; only the template makes it. */
export type Safe = SafeText

/** What may stand in a template: HTML stays, text is escaped, lists are joined, nothing is nothing. */
export type Fragment = Safe | string | number | false | null | undefined | readonly Fragment[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (character) => entities[character] ?? '')

function rendered(fragment: Fragment): string {
  if (fragment instanceof SafeText) return fragment.toString()
  if (fragment === null || fragment === undefined || fragment === false) return ''
  if (typeof fragment === 'object') return fragment.map(rendered).join('')
  return escaped(String(fragment))
}

/** An attribute without quotes: no escaping would keep a value inside it. */
const openAttribute = /\s[^\s"'>]+=\s*$/

/**
 * HTML with every value escaped for text and for quoted attributes.
 *
 * A value right after `=` is a programmer's mistake and throws: attributes are quoted.
 */
export function html(parts: TemplateStringsArray, ...fragments: readonly Fragment[]): Safe {
  let text = parts[0] ?? ''
  fragments.forEach((fragment, index) => {
    if (openAttribute.test(parts[index] ?? '')) throw new Error('A value stands in an attribute without quotes')
    text += rendered(fragment) + (parts[index + 1] ?? '')
  })
  return new SafeText(text)
}
