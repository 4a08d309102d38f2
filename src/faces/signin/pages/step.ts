import type { Step } from '../../../../contract/signin.ts'
import { type PageParts, page, type Site } from '../layout.ts'
import type { Reader } from '../reader.ts'
import type { Texts } from '../texts.ts'
import { blockedPage } from './blocked.ts'
import { changePasswordPage } from './change-password.ts'
import { donePage } from './done.ts'
import { identifyPage } from './identify.ts'
import { provePage } from './prove.ts'
import { registerPage } from './register.ts'

/** What a step's page is made of besides the step. */
export interface StepView<Kind extends Step['step'] = Step['step']> {
  readonly step: Extract<Step, { step: Kind }>
  readonly tenantName: string
  readonly texts: Texts
  /** The tenant's own words at the field for the user name. */
  readonly userNameHint: string | null
  readonly csrf: string
  /** Something missing from the form just sent; shown instead of the step's own error. */
  readonly missing?: string
}

/** The page of one step of the sign-in. */
export function stepPage(site: Site, reader: Reader, view: Pick<StepView, 'step' | 'csrf' | 'missing'>): string {
  const { texts, brand } = reader
  const parts = stepParts({ ...view, texts, tenantName: brand.tenantName, userNameHint: brand.usernameHintText })
  const failed = view.missing !== undefined || ('error' in view.step && view.step.error !== undefined)
  const title = failed ? texts.signIn.errorTitle(parts.title) : parts.title
  return page(site, reader, { ...parts, title, isStep: true })
}

function stepParts(view: StepView): PageParts {
  const { step, ...rest } = view
  switch (step.step) {
    case 'identify':
      return identifyPage({ ...rest, step })
    case 'prove':
      return provePage({ ...rest, step })
    case 'register':
      return registerPage({ ...rest, step })
    case 'changePassword':
      return changePasswordPage({ ...rest, step })
    case 'blocked':
      return blockedPage({ ...rest, step })
    case 'done':
      return donePage({ ...rest, step })
  }
}
