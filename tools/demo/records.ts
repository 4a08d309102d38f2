import { linksAfter } from '../../src/audit/rules/chain.ts'
import { auditColumns, auditTargets, signInColumns } from '../../src/audit/rules/columns.ts'
import { type SignInEntry, signInRecord } from '../../src/audit/rules/sign-in-record.ts'
import { locatedIn } from '../../src/audit/rules/whole-sign-in.ts'
import { type AuditEntry, directoryAudit } from '../../src/audit/rules.ts'
import { chainMac } from '../../src/audit/seal.ts'
import { findHead, listWaiting, placeRecords } from '../../src/audit/store/seals.ts'
import { recordKeyPurpose } from '../../src/audit/store.ts'
import type { DirectoryAuditRow, DirectoryAuditTargetRow, SignInRow } from '../../src/audit/tables.ts'
import type { Actor, Origin } from '../../src/base/actor.ts'
import type { Instant } from '../../src/base/time.ts'
import { insertRows } from './bulk.ts'
import type { Stage } from './stage.ts'

/** What happened and is to be told by the logs, gathered until all of it is put there in its order. */
export class Records {
  readonly #stage: Stage
  readonly #signIns: SignInRow[] = []
  readonly #audits: DirectoryAuditRow[] = []
  readonly #targets: DirectoryAuditTargetRow[] = []

  constructor(stage: Stage) {
    this.#stage = stage
  }

  get signInCount(): number {
    return this.#signIns.length
  }

  get auditCount(): number {
    return this.#audits.length
  }

  signIn(at: Instant, origin: Origin, country: string | null, entry: SignInEntry): void {
    const { kernel, draw } = this.#stage
    const id = draw.id()
    const signIn = { ...signInRecord(origin, entry, kernel.tenant.id, at, id), ...locatedIn(country) }
    const record = JSON.stringify(signIn)
    const mac = kernel.vault.mac(recordKeyPurpose, 'signIns', id, record)
    this.#signIns.push({ id, ...signInColumns(signIn), record, mac, seal_sequence: null })
  }

  audit(at: Instant, actor: Actor, entry: AuditEntry): void {
    const { kernel, draw } = this.#stage
    const audit = directoryAudit(actor, entry, at, draw.id())
    const record = JSON.stringify(audit)
    const mac = kernel.vault.mac(recordKeyPurpose, 'directoryAudits', audit.id, record)
    this.#audits.push({ id: audit.id, ...auditColumns(audit), record, mac, seal_sequence: null })
    this.#targets.push(...auditTargets(audit))
  }

  /** Puts everything into the logs, sealed in the order of time with what use-cases have recorded meanwhile. */
  async keep(): Promise<void> {
    const { w, kernel } = this.#stage
    const waiting = await listWaiting(w, 1_000_000)
    const all: readonly ToSeal[] = [
      ...waiting,
      ...this.#signIns.map((row) => ({
        log: 'signIns' as const,
        recordId: row.id,
        at: row.created_at,
        mac: row.mac,
        row,
      })),
      ...this.#audits.map((row) => ({
        log: 'directoryAudits' as const,
        recordId: row.id,
        at: row.activity_at,
        mac: row.mac,
        row,
      })),
    ]
    const inOrder = all.toSorted((one, other) => one.at - other.at || (one.recordId < other.recordId ? -1 : 1))
    const head = await findHead(w)
    const seals = linksAfter(chainMac(kernel.vault), head, inOrder)
    const places = new Map(seals.map(({ recordId, sequence }) => [recordId, sequence]))
    const placed = <Row extends { readonly id: string }>(row: Row) => ({
      ...row,
      seal_sequence: places.get(row.id) ?? null,
    })
    await insertRows(
      this.#stage,
      'audit_seals',
      seals.map((seal, index) => ({
        sequence: seal.sequence,
        log: seal.log,
        record_id: seal.recordId,
        hash: seal.hash,
        sealed_at: (inOrder[index]?.at ?? 0) + 400,
      })),
    )
    await placeRecords(w, head.sequence)
    await insertRows(this.#stage, 'sign_ins', this.#signIns.map(placed))
    await insertRows(this.#stage, 'directory_audits', this.#audits.map(placed))
    await insertRows(this.#stage, 'directory_audit_targets', this.#targets)
  }
}

interface ToSeal {
  readonly log: 'signIns' | 'directoryAudits'
  readonly recordId: string
  readonly at: number
  readonly mac: Uint8Array
}
