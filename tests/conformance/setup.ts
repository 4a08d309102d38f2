import { afterAll, afterEach } from 'vitest'
import { requireConformance } from './watch.ts'
import './watching.ts'

afterEach(requireConformance)
afterAll(requireConformance)
