import { type Operation, operations } from '../../roles/rules.ts'

/**
 * Ids of Graph's application permissions, which manifests and scripts give instead of the names.
 *
 * Source: facts/entra.md §9.
 */
const permissionIds: Readonly<Record<string, string>> = {
  'UserAuthMethod-TAP.Read.All': 'bf82209c-b22b-4747-ac88-a68be99032cf',
  'UserAuthMethod-TAP.ReadWrite.All': '627169a8-8c15-451c-861a-5b80e383de5c',
  'UserAuthMethod-Passkey.ReadWrite.All': '0400e371-7db1-4338-a269-96069eb65227',
  'UserAuthMethod-Password.ReadWrite.All': 'f6d38dfd-ec08-4995-8f07-23e929df0936',
  'UserAuthMethod-Phone.ReadWrite.All': '6e85d483-7092-4375-babe-0a94a8213a58',
  'UserAuthenticationMethod.Read.All': '38d9df27-64da-44fd-b7c5-a6fbac20248f',
  'UserAuthenticationMethod.ReadWrite.All': '50483e42-d915-4231-9639-7fdb7fd190e5',
  'Policy.Read.All': '246dd0d5-5bd0-4def-940b-0421030a5b68',
  'Policy.Read.AuthenticationMethod': '8e3bc81b-d2f3-4b7b-838c-32c88218d2f0',
  'Policy.ReadWrite.AuthenticationMethod': '29c18626-4985-4dcd-85c0-193eef327366',
  'Policy.Read.ConditionalAccess': '37730810-e9ba-4e46-b07e-8ca78d182097',
  'Policy.ReadWrite.ConditionalAccess': '01c0a623-fc9b-48e9-b794-0756f8e8f067',
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'User.ReadWrite.All': '741f803b-c850-494e-b5df-cde7c675a1ca',
  'User.RevokeSessions.All': '77f3a031-c388-4f99-b373-dc68676a979e',
  'Group.Read.All': '5b567255-7703-4780-807c-7be8301ae99b',
  'Group.ReadWrite.All': '62a82d76-70ea-41e2-9197-370581804d09',
  'GroupMember.ReadWrite.All': 'dbaae8cf-10b5-4b86-a4a1-f871c94c6695',
  'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
  'RoleManagement.ReadWrite.Directory': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
  'AdministrativeUnit.ReadWrite.All': '5eb59dd3-1da2-4329-8733-9dabdc435916',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Directory.ReadWrite.All': '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
  'LifecycleWorkflows-Workflow.ReadWrite.All': '94c88098-1d9d-4c42-a356-4d5a95312554',
}

const asked = Object.values<Operation>(operations).flatMap((operation) => operation.application)

/** Every application permission that may be granted, in the order of their names. */
export const knownPermissions: readonly string[] = [...new Set([...asked, ...Object.keys(permissionIds)])].sort()

/** Every delegated permission that may be consented to, in the order of their names. */
export const knownDelegatedPermissions: readonly string[] = [
  ...new Set(Object.values<Operation>(operations).flatMap(({ delegated, own = [] }) => [...delegated, ...own])),
].sort()

const delegatedByName = new Map(knownDelegatedPermissions.map((name) => [name.toLowerCase(), name]))

/** The delegated permission with this name, in any case; undefined for one Graph does not have. */
export const findDelegatedPermission = (name: string): string | undefined => delegatedByName.get(name.toLowerCase())

const byKey = new Map(
  knownPermissions.flatMap((name) => [
    [name.toLowerCase(), name] as const,
    ...(permissionIds[name] ? [[permissionIds[name], name] as const] : []),
  ]),
)

/** The permission with this name, in any case, or with this id; undefined for one Graph does not have. */
export const findPermission = (nameOrId: string): string | undefined => byKey.get(nameOrId.toLowerCase())
