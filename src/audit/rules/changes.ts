import { type ModifiedProperty, modified } from '../rules.ts'

/** What differs between two states of something, property by property; `undefined` stands for a state without it. */
export function changesBetween<State extends object>(
  before: State | undefined,
  after: State | undefined,
): readonly ModifiedProperty[] {
  const names = Object.keys({ ...before, ...after }) as (keyof State & string)[]
  return names.flatMap((name) => {
    const change = modified(name, before?.[name], after?.[name])
    return change.oldValue === change.newValue ? [] : [change]
  })
}
