import { type Command, InvalidArgumentError, Option } from 'commander'
import type { WhatIfBody } from '../../../../contract/graph/what-if.ts'
import { readApplication } from '../../../applications/service.ts'
import { isGuid } from '../../../base/text.ts'
import { requireUser } from '../../../directory/service.ts'
import { type Answer, action, type Opened, type OpenKernel, UsageError } from '../../../faces/cli.ts'
import { isCountry, readAddress } from '../../named-locations/rules.ts'
import { suppositionFrom } from '../graph/supposition.ts'
import { whatIfToGraph } from '../graph/to-graph.ts'
import type { Reason } from '../rules/outcome.ts'
import { clientAppTypes, platforms } from '../rules/policy.ts'
import { grantInWords, type NameOf } from '../rules/words.ts'
import { whatIf } from '../service.ts'
import { namesIn } from './names.ts'
import { stateWords } from './states.ts'

type Conditions = NonNullable<WhatIfBody['signInConditions']>
type Result = Awaited<ReturnType<typeof whatIf>>['results'][number]

interface WhatIfOptions {
  readonly user: string
  readonly app?: string
  readonly registerSecurityInfo?: true
  readonly ip?: string
  readonly country?: string
  readonly platform?: NonNullable<Conditions['devicePlatform']>
  readonly client?: NonNullable<Conditions['clientAppType']>
}

/** `latchkey access-policy what-if`. */
export const addWhatIf = (policy: Command, open: OpenKernel): Command =>
  policy
    .command('what-if')
    .description('say of every policy whether it would apply to a sign-in, or why not, and what it would ask for')
    .requiredOption('--user <user>', 'who would sign in: user principal name or id')
    .option('--app <application>', 'to what: client id or display name')
    .option('--register-security-info', 'to register sign-in methods')
    .option('--ip <address>', 'from where', readIp)
    .option('--country <code>', 'from which country: two letters', readCountry)
    .addOption(new Option('--platform <platform>', 'on what').choices(platforms.filter((name) => name !== 'all')))
    .addOption(new Option('--client <type>', 'with what').choices(clientAppTypes.filter((name) => name !== 'all')))
    .addHelpText('after', examples)
    .action(action(open, answer))

const examples = `
What is not told is not guessed: a policy that asks for it says so. Latchkey rates no risk.

Examples:
  latchkey access-policy what-if --user ada@example.com --app 'HR portal' --ip 203.0.113.7 --client browser
  latchkey access-policy what-if --user ada@example.com --register-security-info`

function readIp(text: string): string {
  if (!readAddress(text)) throw new InvalidArgumentError('Write an address such as 203.0.113.7 or 2001:db8::7.')
  return text
}

function readCountry(text: string): string {
  const code = text.toUpperCase()
  if (!isCountry(code)) throw new InvalidArgumentError("Write an ISO 3166-1 code of two letters, such as 'NO'.")
  return code
}

async function answer(opened: Opened, options: WhatIfOptions): Promise<Answer> {
  const { kernel, actor } = opened
  const { results, strengths } = await whatIf(kernel, actor, suppositionFrom(await bodyFrom(opened, options)))
  const policies = results.map(({ policy }) => policy)
  const nameOf = await namesIn(kernel, policies, strengths)
  return {
    json: results.map(whatIfToGraph(strengths)),
    table: results.map((result) => rowOf(result, nameOf)),
    note: together(results),
  }
}

async function bodyFrom({ kernel, actor }: Opened, options: WhatIfOptions): Promise<WhatIfBody> {
  const { user, app, registerSecurityInfo, ip, country, platform, client } = options
  if (app !== undefined && registerSecurityInfo)
    throw new UsageError('Give --app or --register-security-info, not both.')
  const { id: userId } = await kernel.store.read((read) => requireUser(read, user))
  const appId = app && (isGuid(app) ? app : (await readApplication(kernel, actor, app)).application.appId)
  return {
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId },
    ...(appId && {
      signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [appId] },
    }),
    ...(registerSecurityInfo && {
      signInContext: { '@odata.type': '#microsoft.graph.userActionContext', userAction: 'registerSecurityInformation' },
    }),
    signInConditions: { ipAddress: ip, country, devicePlatform: platform, clientAppType: client },
  }
}

const reasonWords: Readonly<Record<Reason, string>> = {
  notEnoughInformation: 'too little was told',
  users: 'the user is not meant',
  workloadIdentities: 'it is for applications that act for themselves',
  application: 'the application is not meant',
  userActions: 'it is for another action',
  authenticationContext: 'it is for an authentication context',
  devicePlatform: 'the platform is not meant',
  devices: 'the device is not meant',
  clientApps: 'the kind of client is not meant',
  location: 'the place is not meant',
  signInRisk: 'the risk of the sign-in is not known',
  policyNotEnabled: 'it is disabled',
  userRisk: 'the risk of the user is not known',
  insiderRisk: 'the risk of an insider is not known',
  authenticationFlow: 'it is for another flow',
}

const rowOf = ({ policy, applies, reasons }: Result, nameOf: NameOf) => ({
  policy: policy.displayName,
  state: stateWords[policy.state],
  applies: applies ? 'yes' : 'no',
  because: applies ? null : reasons.map((reason) => reasonWords[reason]).join(', '),
  'it would': grantInWords(policy.grantControls, nameOf),
})

/** What the enabled policies come to. */
function together(results: readonly Result[]): string {
  const enforced = results.filter(({ applies, policy }) => applies && policy.state === 'enabled')
  const names = (all: readonly Result[]) => all.map(({ policy }) => `'${policy.displayName}'`).join(', ')
  const blocking = enforced.filter(({ policy }) => policy.grantControls?.builtInControls.includes('block'))
  if (blocking.length > 0) return `Blocked by ${names(blocking)}.`
  if (enforced.length > 0) return `Every policy that is enabled and applies has to be met: ${names(enforced)}.`
  return 'No enabled policy applies: whoever proves who they are gets in.'
}
