import { pick, type Random } from '../../../base/random.ts'

/** Letters and digits that nobody takes for one another when a password is read aloud. */
const symbols = 'abcdefghjkmnpqrstuvwxyz23456789'

const groups = 4
const groupLength = 4

/** A new password in four groups of four: 79 bits, to be typed once and changed at once. */
export const drawPassword = (random: Random): string =>
  Array.from({ length: groups }, () => pick(random, symbols, groupLength)).join('-')
