/** What the set-up of a run hands to every test file of its project. */
declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated database that is copied and never opened: a file path, or a `postgresql://` address. */
    readonly templateDatabase: string
    /** An existing folder for the databases of this run; removed at its end. */
    readonly scratchFolder: string
  }
}

export const templateName = 'latchkey_template'
