import { useQuery } from '@tanstack/react-query'
import { livePassCount, type MethodId, type MethodSettings } from '../../api/methods-policy.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { coversFewer, isSame } from './edits.ts'

interface Consequences {
  /** Told while one edits. */
  readonly warnings: readonly string[]
  /** Those of them that are asked about before saving. */
  readonly asks: readonly string[]
}

/** What edits put out of use: passes that live, methods that people have. */
export function useConsequences(id: MethodId, there: MethodSettings, edits: Partial<MethodSettings>): Consequences {
  const { policies } = useTexts()
  const { consequences } = policies
  const mayCount = useMay()('passes.read')
  const isPass = id === 'TemporaryAccessPass'
  const isOff = there.state === 'enabled' && edits.state === 'disabled'
  const isOnceNow = there.isUsableOnce === false && edits.isUsableOnce === true
  const live = useQuery({ ...livePassCount(false), enabled: isPass && isOff && mayCount }).data
  const multiUse = useQuery({ ...livePassCount(true), enabled: isPass && isOnceNow && mayCount }).data

  const asks: string[] = []
  if (isOff && !isPass) asks.push(consequences.methodOff(policies.methods[id]))
  if (isOff && isPass) {
    if (live === undefined) asks.push(consequences.passesOffUnknown)
    else asks.push(live === 0 ? consequences.passesOffNone : consequences.passesOff(live))
  }
  if (isOnceNow && !isOff && multiUse !== 0) {
    asks.push(multiUse === undefined ? consequences.oneTimeUnknown : consequences.oneTime(multiUse))
  }
  const keys = edits.keyRestrictions
  if (keys?.isEnforced && !isSame(keys, there.keyRestrictions)) asks.push(consequences.models)
  const others = [
    ...(!isOff && coversFewer(there, edits) ? [consequences.fewer] : []),
    ...(edits.isAttestationEnforced && !there.isAttestationEnforced ? [consequences.attestation] : []),
  ]
  return { warnings: [...asks, ...others], asks }
}
