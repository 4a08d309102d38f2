import { type CompileCondition, outcome } from '../outcome.ts'

/**
 * A filter for devices.
 *
 * Latchkey manages no devices, so none is ever what a filter describes: who includes by it means nobody, who excludes by it excludes nobody.
 */
export const devicesCondition: CompileCondition = ({ devices }) => {
  const filter = devices?.deviceFilter
  return filter ? { reason: 'devices', holds: () => outcome(filter.mode === 'exclude') } : null
}
