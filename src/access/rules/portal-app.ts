/** The application that pages of our own stand for, to policies and in the sign-in log. */
export const portalApp = { appId: '4c617463-686b-4579-8000-000000000001', displayName: 'Latchkey' } as const
