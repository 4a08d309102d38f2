import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { PassResource } from '../../../../../contract/graph/temporary-access-pass.ts'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import { endOfPass } from './method-kinds.ts'
import { grouped } from './spelling.ts'

interface Sheet {
  readonly user: UserResource
  readonly pass: PassResource
  readonly address: string
  /** The address as a drawing. */
  readonly children: ReactNode
}

/** The sheet for the person; it is seen on paper alone, and nothing else of the page is (portal.css). */
export function HandOut({ user, pass, address, children }: Sheet) {
  const { handout, issued } = useTexts().passes
  const format = useFormat()
  const facts = [
    [handout.for, user.displayName],
    [handout.userName, user.userPrincipalName],
    [issued.address, address],
    [issued.validFrom, format.dateTime(pass.startDateTime)],
    [issued.validUntil, format.dateTime(endOfPass(pass))],
  ] as const
  return createPortal(
    <article data-print="only" aria-hidden>
      <h1>{handout.title}</h1>
      <p data-part="code">{grouped(pass.temporaryAccessPass ?? '').join(' ')}</p>
      <p>{pass.isUsableOnce ? issued.oneTime : issued.multiUse}</p>
      <dl>
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {children}
      <ol>
        {handout.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{handout.keep}</p>
    </article>,
    document.body,
  )
}
