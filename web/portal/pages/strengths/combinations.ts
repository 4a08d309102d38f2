import type { Texts } from '../../texts/texts.ts'

type GroupName = keyof Texts['strengths']['groups']

/** Combinations as Entra's picker groups them, the strongest first. */
export const combinationGroups: readonly { readonly name: GroupName; readonly combinations: readonly string[] }[] = [
  { name: 'phishingResistant', combinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'] },
  { name: 'passwordless', combinations: ['deviceBasedPush'] },
  {
    name: 'multifactor',
    combinations: [
      'temporaryAccessPassOneTime',
      'temporaryAccessPassMultiUse',
      'password,softwareOath',
      'password,hardwareOath',
      'password,microsoftAuthenticatorPush',
      'password,x509CertificateSingleFactor',
      'password,x509CertificateMultiFactor',
      'password,sms',
      'password,voice',
      'federatedMultiFactor',
      'microsoftAuthenticatorPush,federatedSingleFactor',
      'softwareOath,federatedSingleFactor',
      'hardwareOath,federatedSingleFactor',
      'sms,federatedSingleFactor',
      'voice,federatedSingleFactor',
    ],
  },
  {
    name: 'singleFactor',
    combinations: ['password', 'sms', 'qrCodePin', 'x509CertificateSingleFactor', 'federatedSingleFactor'],
  },
]

const present: ReadonlySet<string> = new Set([
  'password',
  'softwareOath',
  'fido2',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
])

/** Whether anybody can prove all of it with the methods that the server has. */
export const canBeMet = (combination: string): boolean => combination.split(',').every((mode) => present.has(mode))

export const isSingleFactor = (combination: string): boolean =>
  combinationGroups.some(({ name, combinations }) => name === 'singleFactor' && combinations.includes(combination))

/** A combination in words: `Password + SMS`. */
export const combinationInWords = (combination: string, { modes, plus }: Texts['strengths']): string =>
  combination
    .split(',')
    .map((mode) => (Object.hasOwn(modes, mode) ? modes[mode as keyof typeof modes] : mode))
    .join(plus)

/** Those of a strength in their groups; groups without any are left out. */
export const grouped = (allowed: readonly string[]) =>
  combinationGroups
    .map(({ name, combinations }) => ({ name, combinations: combinations.filter((one) => allowed.includes(one)) }))
    .filter(({ combinations }) => combinations.length > 0)
