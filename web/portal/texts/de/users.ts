import type { users as en } from '../en/users.ts'
import type { TextsOf } from '../texts-of.ts'

export const users: TextsOf<typeof en> = {
  tabs: {
    overview: 'Übersicht',
    methods: 'Authentifizierungsmethoden',
    groups: 'Gruppen',
    permissions: 'Rollen und Berechtigungen',
    sessions: 'Sitzungen',
  },
}
