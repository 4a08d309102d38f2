import type { passesList as en } from '../en/passes-list.ts'
import type { TextsOf } from '../texts-of.ts'

export const passesList: TextsOf<typeof en> = {
  text: 'Alle Pässe der Personen, deren Methoden Sie sehen dürfen, ohne Code.',
  label: 'Befristete Zugriffspässe',
  states: {
    standing: 'Gültig und bevorstehend',
    live: 'Gültig',
    upcoming: 'Bevorstehend',
    expired: 'Abgelaufen',
    used: 'Bereits verwendet',
  },
  columns: { state: 'Status', left: 'Restzeit', use: 'Verwendung', issuedBy: 'Aussteller' },
  startsIn: 'Beginnt in',
  neverUsed: 'Nie verwendet',
  lastUsed: 'Zuletzt verwendet',
  unusedOnly: 'Nur nie verwendete',
  endFrom: (when) => `Gültig bis ${when} oder später`,
  startTo: (when) => `Beginn ${when} oder früher`,
  issuers: { user: 'Eine Person', application: 'Eine Anwendung', server: 'Latchkey' },
  unknownIssuer: 'Nicht im Protokoll',
  found: (count, shown) => (count === 1 ? '1 Pass' : `${shown} Pässe`),
  empty: {
    standing: 'Kein Pass ist gültig oder beginnt später',
    live: 'Kein Pass ist gültig',
    upcoming: 'Kein Pass beginnt später',
    expired: 'Kein abgelaufener Pass ist aufbewahrt',
    used: 'Kein verwendeter Pass ist aufbewahrt',
  },
  revoke: {
    action: (count) => (count === 1 ? 'Pass widerrufen' : `${count} Pässe widerrufen`),
    title: (count) => (count === 1 ? '1 Pass widerrufen?' : `${count} Pässe widerrufen?`),
    text: 'Diese Pässe gelten sofort nicht mehr, und Sitzungen, die mit ihnen begonnen wurden, enden. Wer keine andere Methode hat, kann sich nicht anmelden, bis jemand einen neuen Pass ausstellt. Das lässt sich nicht rückgängig machen. Die Pässe von:',
    done: (count) => (count === 1 ? '1 Pass widerrufen' : `${count} Pässe widerrufen`),
  },
}
