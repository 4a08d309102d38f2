import type { SchemaStep } from '../kernel/migrate.ts'
import { step0001 } from './0001-pass-end-to-end.ts'
import { step0002 } from './0002-microsoft-graph.ts'
import { step0003 } from './0003-deciding-access.ts'
import { step0004 } from './0004-admin-center.ts'

/** Every step in order; new ones are added at the end. */
export const migrations: readonly SchemaStep[] = [step0001, step0002, step0003, step0004]
