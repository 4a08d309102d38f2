import { describe, expect, it } from 'vitest'
import { attestationAuthority } from '../../../tests/kit/attestation-authority.ts'
import { instant } from '../../base/time.ts'
import { judgeChain } from './certificates.ts'

const model = 'ee882879-721c-4913-9775-3dfcce97072a'
const now = instant(Date.UTC(2026, 2, 2))
const maker = attestationAuthority()
const chainOf = (certificates: readonly Uint8Array[], format = 'packed') => ({ format, aaguid: model, certificates })
const trustedBy = (...roots: readonly string[]) => [{ aaguid: model, roots }]

describe('a chain of certificates', () => {
  it('that is empty vouches for nothing', () => {
    expect(judgeChain(chainOf([]), [], now)).toBe('none')
    expect(judgeChain(chainOf([]), trustedBy(maker.root), now)).toBe('none')
  })

  it('that holds together will do where nobody in particular is trusted', () => {
    expect(judgeChain(chainOf(maker.issue(model).chain), [], now)).toBe('certified')
  })

  it('has to be in time in every link', () => {
    const over = new Date('2026-03-01T00:00:00Z')
    expect(judgeChain(chainOf(maker.issue(model, { validTo: over }).chain), [], now)).toBe('untrusted')
    expect(judgeChain(chainOf(maker.issue(model, { middleValidTo: over }).chain), [], now)).toBe('untrusted')
    const { chain } = maker.issue(model)
    expect(judgeChain(chainOf(chain), [], instant(Date.UTC(2019, 11, 31)))).toBe('untrusted')
    expect(judgeChain(chainOf(chain), trustedBy(maker.root), instant(Date.UTC(2050, 0, 2)))).toBe('untrusted')
  })

  it('has to be signed link by link, by authorities', () => {
    const [leaf, middle] = maker.issue(model).chain
    const [, strangersMiddle] = attestationAuthority().issue(model).chain
    if (!leaf || !middle || !strangersMiddle) throw new Error('a chain has two certificates')
    expect(judgeChain(chainOf([leaf, strangersMiddle]), [], now)).toBe('untrusted')
    expect(judgeChain(chainOf([middle, leaf]), [], now)).toBe('untrusted')
    expect(judgeChain(chainOf(maker.issue(model, { byLeaf: true }).chain), [], now)).toBe('untrusted')
    expect(judgeChain(chainOf([leaf, Uint8Array.of(1, 2, 3)]), [], now)).toBe('untrusted')
  })

  it('has to end at a root trusted for its model, whether or not it holds the root itself', () => {
    const { chain } = maker.issue(model)
    const root = Buffer.from(maker.root.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
    const stranger = attestationAuthority().root
    expect(judgeChain(chainOf(chain), trustedBy(stranger, maker.root), now)).toBe('certified')
    expect(judgeChain(chainOf([...chain, root]), trustedBy(maker.root), now)).toBe('certified')
    expect(judgeChain(chainOf(chain), trustedBy(stranger), now)).toBe('untrusted')
    expect(judgeChain(chainOf(chain), trustedBy(), now)).toBe('untrusted')
    const [leaf] = chain
    expect(judgeChain(chainOf(leaf ? [leaf] : []), trustedBy(maker.root), now)).toBe('untrusted')
  })

  it('in the form of Apple has to end at the root of Apple', () => {
    const { chain } = maker.issue(model)
    expect(judgeChain(chainOf(chain, 'apple'), [], now)).toBe('untrusted')
    expect(judgeChain(chainOf(chain, 'apple'), trustedBy(maker.root), now)).toBe('untrusted')
  })
})
