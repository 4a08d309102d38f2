import { binding, bindingOfNot, type Expression } from './expression.ts'

/** Writes an expression so that `parseFilter` reads the same one again. */
export function printFilter(expression: Expression): string {
  return print(expression, 0)
}

function print(expression: Expression, least: number): string {
  switch (expression.kind) {
    case 'null':
      return 'null'
    case 'boolean':
    case 'number':
      return String(expression.value)
    case 'string':
      return quoted(expression.value)
    case 'enum':
      return `${expression.type}${quoted(expression.value)}`
    case 'guid':
    case 'dateTime':
      return expression.text
    case 'path':
      return expression.path
    case 'call':
      return `${expression.name}${printList(expression.parameters)}`
    case 'lambda': {
      const { path, quantifier, body } = expression
      return `${path}/${quantifier}(${body ? `${body.variable}:${print(body.condition, 0)}` : ''})`
    }
    case 'not':
      return parenthesized(`not ${print(expression.operand, bindingOfNot)}`, bindingOfNot < least)
    case 'in':
      return parenthesized(
        `${print(expression.operand, binding.in)} in ${printList(expression.list)}`,
        binding.in < least,
      )
    case 'binary': {
      const own = binding[expression.operator]
      const text = `${print(expression.left, own)} ${expression.operator} ${print(expression.right, own + 1)}`
      return parenthesized(text, own < least)
    }
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const parenthesized = (text: string, needed: boolean): string => (needed ? `(${text})` : text)

const printList = (items: readonly Expression[]): string => `(${items.map((item) => print(item, 0)).join(', ')})`
