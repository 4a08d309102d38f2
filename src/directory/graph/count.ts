import type { Page } from '../../base/odata/shape.ts'
import type { GraphResponse } from '../../faces/graph/router.ts'

/** Answers how many there are, as plain text. */
export const answerCount = (page: Page<unknown>): GraphResponse => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: String(page.count ?? 0),
})
