export const users = {
  tabs: {
    overview: 'Overview',
    methods: 'Authentication methods',
    groups: 'Groups',
    permissions: 'Roles and permissions',
    sessions: 'Sessions',
  },
} as const
