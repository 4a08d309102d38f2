import type { ResourceShape } from '../../base/odata/shape.ts'

/** What query options may ask of sessions. */
export const sessionShape: ResourceShape = {
  name: 'sessions',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality' },
    userId: { kind: 'guid', column: 'user_id', filter: 'equality' },
    userDisplayName: { kind: 'string', nullable: true },
    userPrincipalName: { kind: 'string', nullable: true },
    isCurrent: { kind: 'boolean' },
    createdDateTime: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
    authenticationDateTime: { kind: 'dateTime', column: 'auth_time', filter: 'range' },
    lastSeenDateTime: { kind: 'dateTime', column: 'last_seen_at', filter: 'range', sort: true },
    expirationDateTime: { kind: 'dateTime', column: 'expires_at', filter: 'range', sort: true },
    idleExpirationDateTime: { kind: 'dateTime' },
    ipAddress: { kind: 'string', column: 'ip_address', filter: 'equality' },
    countryOrRegion: { kind: 'string', nullable: true },
    browser: { kind: 'string', nullable: true },
    operatingSystem: { kind: 'string', nullable: true },
    userAgent: { kind: 'string' },
    isMultifactor: { kind: 'boolean' },
    methodReferences: { kind: 'complex' },
    methods: { kind: 'complex' },
    temporaryAccessPassId: { kind: 'guid', nullable: true, column: 'pass_id', filter: 'equality' },
    applications: { kind: 'complex', nullable: true },
  },
  order: { property: 'createdDateTime', descending: true },
  pageSize: { standard: 100, greatest: 999 },
}
