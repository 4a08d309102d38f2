import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { LogName } from './rules/chain.ts'
import { findRecord, type RecordText } from './store/records.ts'

export { deedsAt, deedsLinking, deedsTo } from './about.ts'
export { signInsBack } from './back.ts'
export { type AuditChain, type ChainVerification, readAuditChain, verifyAuditChain } from './chain-state.ts'
export { type DownloadFormat, downloadLog } from './download.ts'
export { exportRecords } from './export.ts'
export { listDirectoryAudits, listSignIns } from './lists.ts'
export { type ReachedApplication, reachedApplications } from './reached.ts'
export { sealRecords } from './seal.ts'
export { hasSignedIn } from './signed-in.ts'
export { countSignInErrors } from './store/failures.ts'
export { auditsAboutUser, auditsOfCorrelation, signInsOfCorrelation, signInsOfUser, type Told } from './story.ts'
export { type Verification, verifyChain } from './verify.ts'

/** One record; refuses with `insufficientPrivileges` or `recordNotFound`. */
export const findLogRecord = (kernel: Kernel, actor: Actor, log: LogName, id: string): Promise<RecordText> =>
  kernel.store.read(async (r) => {
    await kernel.authorize(r, actor, log === 'signIns' ? 'signIns.read' : 'auditLogs.read')
    const found = await findRecord(r, log, log === 'signIns' ? id.toLowerCase() : id)
    if (found) return found
    throw new Refusal('recordNotFound', `The log has no record with the id '${id.slice(0, 200)}'.`)
  })
