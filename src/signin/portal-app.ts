export { portalApp } from '../access/rules.ts'
