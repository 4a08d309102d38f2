import { Option } from 'commander'
import type { PolicyState } from '../rules/policy.ts'

/** What the states of policies are called at the command line. */
export const stateWords = {
  enabled: 'enabled',
  enabledForReportingButNotEnforced: 'report-only',
  disabled: 'disabled',
} as const satisfies Record<PolicyState, string>

export type StateWord = (typeof stateWords)[PolicyState]

const states: Readonly<Record<StateWord, PolicyState>> = {
  enabled: 'enabled',
  'report-only': 'enabledForReportingButNotEnforced',
  disabled: 'disabled',
}

/** The state that a word stands for. */
export const stateOf = (word: StateWord): PolicyState => states[word]

export const stateOption = (description: string): Option =>
  new Option('--state <state>', description).choices(Object.keys(states))
