import { parseArgs } from 'node:util'

/** How much to measure. */
export interface Size {
  readonly rounds: number
  readonly perRound: number
  /** How many sign-ins the logs hold; three audits come with every ten. */
  readonly logRows: number
  /** Only questions to the logs whose names hold this; empty for all. */
  readonly match: string
}

export interface Options extends Size {
  /** Names of scenarios, or all. */
  readonly only: readonly string[]
  readonly output: 'text' | 'json'
}

/** Reads `--rounds 5 --size 400 --log-rows 1000000 --match userId --only start,memory -o json`; throws where a number is none. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string', default: '5' },
      size: { type: 'string', default: '400' },
      'log-rows': { type: 'string', default: '1000000' },
      match: { type: 'string', default: '' },
      only: { type: 'string', default: '' },
      output: { type: 'string', short: 'o', default: 'text' },
    },
  })
  const whole = (name: 'rounds' | 'size' | 'log-rows'): number => {
    const number = Number(values[name])
    if (!Number.isInteger(number) || number < 1)
      throw new Error(`--${name} wants a whole number, and not ${values[name]}`)
    return number
  }
  return {
    rounds: whole('rounds'),
    perRound: whole('size'),
    logRows: whole('log-rows'),
    match: values.match,
    only: values.only.split(',').filter(Boolean),
    output: values.output === 'json' ? 'json' : 'text',
  }
}
