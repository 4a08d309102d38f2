import type { Segment } from './address.ts'
import type { Route, Routes } from './router.ts'

interface Branch {
  readonly literals: Map<string, Branch>
  parameter: Branch | undefined
  readonly routes: Map<string, Route>
}

/** The routes of one address by verb, and what its parameters are. */
export interface Found {
  readonly routes: ReadonlyMap<string, Route>
  readonly values: readonly string[]
}

const newBranch = (): Branch => ({ literals: new Map(), parameter: undefined, routes: new Map() })

const isParameter = (part: string): boolean => part.startsWith('{')

const partsOf = (route: Route): readonly string[] => route.path.slice(1).split('/')

/** Finds routes by path; a name in a route's path beats a parameter. Throws when two routes are the same. */
export class RouteTree {
  readonly #root = newBranch()

  constructor(routes: Routes) {
    for (const route of routes) {
      let branch = this.#root
      for (const part of partsOf(route)) {
        branch = isParameter(part) ? parameterOf(branch) : literalOf(branch, part.toLowerCase())
      }
      if (branch.routes.has(route.method)) throw new Error(`Two routes are ${route.method} ${route.path}`)
      branch.routes.set(route.method, route)
    }
  }

  find(segments: readonly Segment[]): Found | undefined {
    return find(this.#root, segments, [])
  }

  /** How many leading segments lead somewhere. */
  knownDepth(segments: readonly Segment[]): number {
    return depth(this.#root, segments, 0)
  }
}

/** The parameters of a route by their names. */
export function paramsOf(route: Route, values: readonly string[]): Record<string, string> {
  const names = partsOf(route).filter(isParameter)
  return Object.fromEntries(names.map((name, index) => [name.slice(1, -1), values[index] ?? '']))
}

function literalOf(branch: Branch, name: string): Branch {
  const known = branch.literals.get(name)
  if (known) return known
  const made = newBranch()
  branch.literals.set(name, made)
  return made
}

function parameterOf(branch: Branch): Branch {
  branch.parameter ??= newBranch()
  return branch.parameter
}

/** The branches a segment may take, the likelier first; `microsoft.graph.` before a name does not count. */
function branchesFor(branch: Branch, { text, isKey }: Segment): readonly (readonly [Branch, boolean])[] {
  const name = text.toLowerCase()
  const literal =
    branch.literals.get(name) ?? branch.literals.get(name.replace(/^microsoft\.graph\.(identitygovernance\.)?/, ''))
  return [
    ...(literal && !isKey ? [[literal, false] as const] : []),
    ...(branch.parameter && text !== '' ? [[branch.parameter, true] as const] : []),
  ]
}

function find(branch: Branch, segments: readonly Segment[], values: readonly string[]): Found | undefined {
  const [segment, ...rest] = segments
  if (!segment) return branch.routes.size > 0 ? { routes: branch.routes, values } : undefined
  for (const [next, isParameterBranch] of branchesFor(branch, segment)) {
    const found = find(next, rest, isParameterBranch ? [...values, segment.text] : values)
    if (found) return found
  }
  return undefined
}

function depth(branch: Branch, segments: readonly Segment[], reached: number): number {
  const segment = segments[reached]
  if (!segment) return reached
  return Math.max(reached, ...branchesFor(branch, segment).map(([next]) => depth(next, segments, reached + 1)))
}
