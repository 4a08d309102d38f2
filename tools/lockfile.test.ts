import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface LockedPackage {
  readonly resolved?: string
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'))
const packages: Readonly<Record<string, LockedPackage>> = read('package-lock.json').packages
const manifest: LockedPackage = read('package.json')

test('the lockfile names no registry, so that any mirror serves it', () => {
  const resolved = Object.values(packages).flatMap((locked) => locked.resolved ?? [])
  expect(resolved.filter((address) => address.startsWith('http'))).toEqual([])
})

test('every optional dependency is in the lockfile, or npm ci refuses it', () => {
  const names = Object.keys(packages)
  const missing = Object.values(packages)
    .flatMap((locked) => Object.keys(locked.optionalDependencies ?? {}))
    .filter((name) => !names.some((path) => path.endsWith(`node_modules/${name}`)))
  expect(missing).toEqual([])
})

test('every dependency is pinned to one version, and the lockfile agrees', () => {
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
    for (const [name, version] of Object.entries(manifest[group] ?? {})) {
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version)
    }
  }
})
