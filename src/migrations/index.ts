import type { SchemaStep } from '../kernel/migrate.ts'
import { step0001 } from './0001-pass-end-to-end.ts'

/** Every step in order; new ones are added at the end. */
export const migrations: readonly SchemaStep[] = [step0001]
