/** What pages of our own are to policies and in the sign-in log: an application that nobody registers. */
export const ownPages = { appId: '4c617463-686b-4579-8000-000000000001', displayName: 'Latchkey' } as const
