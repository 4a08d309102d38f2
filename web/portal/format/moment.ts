/** A moment as an address of a page has it, in UTC; empty where it is none. */
export const momentOf = (text: string | null): string => {
  const at = new Date(text ?? '')
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}
