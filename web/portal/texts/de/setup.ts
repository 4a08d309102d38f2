import type { setup as en } from '../en/setup.ts'
import type { TextsOf } from '../texts-of.ts'

export const setup: TextsOf<typeof en> = {
  text: 'Vier Schritte, und niemand wird mehr aus dieser Organisation ausgesperrt. Jeder lässt sich später wiederholen.',
  progress: (done, all) => `${done} von ${all} erledigt`,
  done: 'Erledigt',
  toDo: 'Offen',
  passkey: {
    title: 'Einen Passkey für sich selbst hinzufügen',
    text: 'Der Pass, mit dem Sie gekommen sind, läuft bald ab. Mit einem Passkey kommen Sie ab jetzt herein, und niemand kann ihn abfangen.',
    action: 'Passkey hinzufügen',
  },
  second: {
    title: 'Eine zweite Person zum Administrator machen',
    text: 'Verliert eine von Ihnen das Telefon, stellt die andere einen Pass aus. Zwei globale Administratoren genügen; mehr als fünf sind zu viele.',
    count: (count) =>
      count === 1 ? 'Eine Person ist globaler Administrator.' : `${count} Personen sind globale Administratoren.`,
    create: 'Benutzer erstellen',
    assign: 'Rolle Globaler Administrator zuweisen',
  },
  policy: {
    title: 'Befristeten Zugriffspass für eine Testgruppe einschalten',
    text: 'Beginnen Sie mit wenigen Personen. Wenn es klappt, schließen Sie alle in die Richtlinie ein.',
    isOn: 'Der befristete Zugriffspass ist eingeschaltet.',
    groupName: 'Name der Gruppe',
    groupDefault: 'Pilotgruppe befristeter Zugriffspass',
    people: 'Personen in der Gruppe',
    action: 'Gruppe erstellen und einschalten',
    finished: 'Der befristete Zugriffspass gilt jetzt für die Gruppe',
    settings: 'Einstellungen der Richtlinie',
  },
  pass: {
    title: 'Den ersten Pass ausstellen',
    text: 'Wählen Sie jemanden aus der Gruppe, öffnen Sie die Authentifizierungsmethoden, und fügen Sie einen befristeten Zugriffspass hinzu. Damit meldet sich die Person einmal an und fügt einen Passkey hinzu.',
    action: 'Benutzer auswählen',
  },
  allDone: 'Alles ist eingerichtet. Ab jetzt zeigt die Startseite, was Aufmerksamkeit braucht.',
}
