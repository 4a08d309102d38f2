import type { Actor } from '../base/actor.ts'
import { uuid } from '../base/random.ts'
import { comparisonKey } from '../base/text.ts'
import type { AppendRecords, Write } from '../kernel/store.ts'
import { appendToOutbox } from '../kernel/outbox.ts'
import type { Vault } from '../kernel/vault.ts'
import { type AuditEntry, directoryAudit } from './rules.ts'
import { type SignInEntry, signInRecord } from './rules/sign-in-record.ts'

/** The purpose of the key that proves a record was written by the server. */
export const recordKeyPurpose = 'audit-record'

/**
 * Builds what the store calls at the end of each write: records, then effects, in the same transaction.
 *
 * Every row carries a keyed hash over its record, so that a row added or edited by another hand shows.
 */
export const appendRecords =
  (vault: Vault, tenantId: () => string): AppendRecords =>
  async (w, gathered) => {
    if (gathered.audits.length > 0) {
      await w.db
        .insertInto('directory_audits')
        .values(gathered.audits.map((entry) => auditRow(w, vault, entry)))
        .execute()
    }
    if (gathered.signIns.length > 0) {
      await w.db
        .insertInto('sign_ins')
        .values(gathered.signIns.map((entry) => signInRow(w, vault, tenantId(), entry)))
        .execute()
    }
    await appendToOutbox(w, gathered.effects)
  }

function auditRow(w: Write, vault: Vault, entry: AuditEntry) {
  const audit = directoryAudit(w.actor, entry, w.now, uuid(w.random))
  const record = JSON.stringify(audit)
  return {
    id: audit.id,
    activity_at: w.now,
    activity_display_name: audit.activityDisplayName,
    category: audit.category,
    logged_by_service: audit.loggedByService,
    correlation_id: audit.correlationId,
    result: audit.result,
    initiated_by_user_id: initiator(w.actor, 'user'),
    initiated_by_app_id: initiator(w.actor, 'application'),
    target_id: entry.targets[0]?.id ?? null,
    record,
    mac: vault.mac(recordKeyPurpose, 'directoryAudits', audit.id, record),
    seal_sequence: null,
  }
}

function initiator(actor: Actor, kind: 'user' | 'application'): string | null {
  if (actor.kind === 'user' && kind === 'user') return actor.userId
  if (actor.kind === 'application' && kind === 'application') return actor.appId
  return null
}

function signInRow(w: Write, vault: Vault, tenantId: string, entry: SignInEntry) {
  const id = uuid(w.random)
  const record = JSON.stringify(signInRecord(w.actor.origin, entry, tenantId, w.now, id))
  const person = entry.subject.kind === 'user' ? entry.subject : undefined
  return {
    id,
    created_at: w.now,
    user_id: person?.userId ?? null,
    user_principal_name_key: person ? comparisonKey(person.userPrincipalName) : '',
    app_id: entry.app.appId,
    ip_address: w.actor.origin.ipAddress,
    correlation_id: w.actor.origin.correlationId,
    error_code: entry.errorCode,
    is_interactive: person ? 1 : 0,
    record,
    mac: vault.mac(recordKeyPurpose, 'signIns', id, record),
    seal_sequence: null,
  }
}
