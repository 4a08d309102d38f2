import type { Step } from '../../../../contract/signin.ts'
import { type PageParts, page, type Site } from '../layout.ts'
import { signInTexts as texts } from '../texts.ts'
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
  readonly csrf: string
  /** Something missing from the form just sent; shown instead of the step's own error. */
  readonly missing?: string
}

/** The page of one step of the sign-in. */
export function stepPage(site: Site, view: Omit<StepView, 'tenantName'>): string {
  const parts = stepParts({ ...view, tenantName: site.tenantName })
  const failed = view.missing !== undefined || ('error' in view.step && view.step.error !== undefined)
  return page(site, failed ? { ...parts, title: texts.errorTitle(parts.title) } : parts)
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
