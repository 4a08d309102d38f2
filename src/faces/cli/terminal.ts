/** Where the command line reads and writes; tests hand in their own. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Whether standard output is a screen, not a pipe or a file. */
  readonly outIsScreen: boolean
  /** IANA name of the zone in which times are told. */
  readonly zone: string
  /** All of standard input, without the line end at its close. */
  readInput(): Promise<string>
}
