import type { Read, Write } from '../../kernel/store.ts'
import { countUp, findRevision } from './store.ts'

/**
 * A number that differs once anything has changed that decides access: strengths, locations, policies, contexts, security defaults.
 *
 * What was compiled for one revision holds until this is another.
 */
export const accessRevision = (read: Read): Promise<number> => findRevision(read.db)

/**
 * Says that this write changes the rules of access; call it before reading what the change depends on.
 *
 * Such writes wait for one another, so what one of them has checked still holds when it commits.
 */
export const reviseAccess = (w: Write): Promise<void> => countUp(w.db)
