/** All passes of the tenant. */
export const passesList = {
  text: 'Every pass whose methods you may see, without its code.',
  label: 'Temporary Access Passes',
  states: {
    standing: 'Live and upcoming',
    live: 'Live',
    upcoming: 'Upcoming',
    expired: 'Expired',
    used: 'Already used',
  },
  columns: { state: 'Status', left: 'Time left', use: 'Use', issuedBy: 'Issued by' },
  startsIn: 'Starts in',
  neverUsed: 'Never used',
  lastUsed: 'Last used',
  unusedOnly: 'Never used only',
  issuers: { user: 'A user', application: 'An application', server: 'Latchkey' },
  unknownIssuer: 'Not in the log',
  found: (count: number, shown: string) => (count === 1 ? '1 pass' : `${shown} passes`),
  empty: {
    standing: 'No pass is live or starts later',
    live: 'No pass is live',
    upcoming: 'No pass starts later',
    expired: 'No expired pass is kept',
    used: 'No used pass is kept',
  },
  revoke: {
    action: (count: number) => (count === 1 ? 'Revoke pass' : `Revoke ${count} passes`),
    title: (count: number) => (count === 1 ? 'Revoke 1 pass?' : `Revoke ${count} passes?`),
    text: 'These passes stop working at once, and whatever the people signed in to with them ends. Who has no other method cannot sign in until somebody issues another pass. This cannot be undone. The passes of:',
    done: (count: number) => (count === 1 ? '1 pass revoked' : `${count} passes revoked`),
  },
} as const
