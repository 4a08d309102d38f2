export { type Operation, type OperationName, operations } from './rules/operations.ts'
