import { inZone } from '../../src/base/duration.ts'
import { groupedPasscode } from '../../src/methods/temporary-access-pass/rules/passcode.ts'
import type { PersonaPass } from './passes.ts'

/** What is said once the tenant is there: where it is, and how to get in as whom. */
export function greeting(address: string, personas: readonly PersonaPass[], zone: string): string {
  const width = Math.max(...personas.map(({ userPrincipalName }) => userPrincipalName.length))
  const lines = personas.flatMap(({ displayName, about, userPrincipalName, code, pass }) => [
    `    ${displayName}: ${about}`,
    `      ${userPrincipalName.padEnd(width)}   ${groupedPasscode(code.reveal(), pass.alphabet)}${pass.isUsableOnce ? '   (works once)' : ''}`,
  ])
  const [first] = personas
  return [
    '',
    `  A tenant to look at is ready at ${address}`,
    '',
    `    sign-in             ${address}/signin`,
    `    admin center        ${address}/admin`,
    `    security info       ${address}/security-info`,
    '',
    `  Sign in with a user name and its Temporary Access Pass${first ? `, good until ${inZone(first.pass.endAt, zone)}` : ''}:`,
    '',
    ...lines,
    '',
    '  The passes are not shown again. Use a browser profile for each person.',
    '  Ctrl-C ends it.',
    '',
    '',
  ].join('\n')
}
