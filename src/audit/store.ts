import { uuid } from '../base/random.ts'
import { appendToOutbox } from '../kernel/outbox.ts'
import { insertion } from '../kernel/statement.ts'
import type { AppendRecords, Write } from '../kernel/store.ts'
import type { Vault } from '../kernel/vault.ts'
import type { CountryOf } from '../policies/named-locations/rules.ts'
import { auditColumns, auditTargets, signInColumns } from './rules/columns.ts'
import { type SignInEntry, signInRecord } from './rules/sign-in-record.ts'
import { locatedIn } from './rules/whole-sign-in.ts'
import { type AuditEntry, directoryAudit } from './rules.ts'

/** The purpose of the key that proves a record was written by the server. */
export const recordKeyPurpose = 'audit-record'

/**
 * Builds what the store calls at the end of each write: records, then effects, in the same transaction.
 *
 * No country is known unless `countryOf` is given.
 * Every row carries a keyed hash over its record, so that a row added or edited by another hand shows.
 */
export const appendRecords =
  (vault: Vault, tenantId: () => string, countryOf: CountryOf = () => null): AppendRecords =>
  async (w, gathered) => {
    for (const entry of gathered.audits) await appendAudit(w, vault, entry)
    for (const entry of gathered.signIns) {
      const country = countryOf(w.actor.origin.ipAddress)
      await insertSignIn(w, signInRow(w, vault, tenantId(), entry, country))
    }
    await appendToOutbox(w, gathered.effects)
  }

const insertAudit = insertion('directory_audits')
const insertTarget = insertion('directory_audit_targets')
const insertSignIn = insertion('sign_ins')

async function appendAudit(w: Write, vault: Vault, entry: AuditEntry): Promise<void> {
  const audit = directoryAudit(w.actor, entry, w.now, uuid(w.random))
  const record = JSON.stringify(audit)
  const mac = vault.mac(recordKeyPurpose, 'directoryAudits', audit.id, record)
  const row = { id: audit.id, ...auditColumns(audit), record, mac, seal_sequence: null }
  await Promise.all([insertAudit(w, row), ...auditTargets(audit).map((target) => insertTarget(w, target))])
}

function signInRow(w: Write, vault: Vault, tenantId: string, entry: SignInEntry, country: string | null) {
  const id = uuid(w.random)
  const signIn = {
    ...signInRecord(w.actor.origin, entry, tenantId, w.now, id),
    ...locatedIn(country),
  }
  const record = JSON.stringify(signIn)
  return {
    id,
    ...signInColumns(signIn),
    record,
    mac: vault.mac(recordKeyPurpose, 'signIns', id, record),
    seal_sequence: null,
  }
}
