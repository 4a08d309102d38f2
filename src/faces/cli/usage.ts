import { InvalidArgumentError } from 'commander'
import { parseDuration } from '../../base/duration.ts'

/** The command line was not right; nothing was done. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** Parser for an option or argument that is a duration; the value is in minutes. */
export function duration(text: string): number {
  const minutes = parseDuration(text)
  if (minutes === undefined) throw new InvalidArgumentError('Write a duration as 30m, 8h, 2d or 1h30m.')
  return minutes
}
