import type { PolicyBody } from '../../api/access-policy.ts'
import type { Texts } from '../../texts/texts.ts'
import {
  capital,
  conditionsIn,
  controlsIn,
  except,
  type NameOf,
  networkIn,
  sessionIn,
  targetsIn,
  usersIn,
} from '../conditional-access/policy-words.ts'
import type { Section } from './draft.ts'

/** What a part of the editor says while it is closed. */
export const summaryOf = (section: Section, draft: PolicyBody, nameOf: NameOf, access: Texts['access']): string =>
  capital(inWords(section, draft, nameOf, access))

function inWords(section: Section, draft: PolicyBody, nameOf: NameOf, access: Texts['access']): string {
  const { editor, words } = access
  const { conditions, grantControls, sessionControls } = draft
  switch (section) {
    case 'users': {
      const users = usersIn(conditions, nameOf, words)
      return users.included.length === 0 ? editor.noUsers : except(users, words)
    }
    case 'target': {
      const targets = targetsIn(conditions, nameOf, words)
      return targets.included.length === 0 ? editor.noTargets : except(targets, words)
    }
    case 'network': {
      const network = networkIn(conditions, nameOf, words)
      return network ? except(network, words) : editor.notConfigured
    }
    case 'conditions':
      return editor.conditionsSelected(conditionsIn(conditions, words).length)
    case 'grant': {
      const controls = controlsIn(grantControls, words)
      if (controls.length === 0) return editor.noControls
      return controls.join(grantControls?.operator === 'OR' ? words.or : words.and)
    }
    case 'session':
      return sessionIn(sessionControls, words).join(', ') || editor.notConfigured
  }
}
