import type { units as en } from '../en/units.ts'
import type { TextsOf } from '../texts-of.ts'

const members = (count: number): string => (count === 1 ? '1 Mitglied' : `${count} Mitglieder`)

export const units: TextsOf<typeof en> = {
  text: 'Rollen, die für eine Verwaltungseinheit zugewiesen sind, gelten nur für deren Mitglieder.',
  search: 'Nach Namen suchen',
  create: 'Neue Verwaltungseinheit',
  label: 'Verwaltungseinheiten',
  empty: 'Es gibt noch keine Verwaltungseinheiten.',
  kind: 'Art',
  restricted: 'Eingeschränkte Verwaltung',
  restrictedNotice:
    'Eingeschränkte Verwaltung: Nur wer eine Rolle für diese Einheit hat, darf ihre Mitglieder ändern. Rollen für den ganzen Mandanten zählen hier nicht, auch nicht die des globalen Administrators.',
  hidden: 'Verborgene Mitglieder',
  edit: 'Eigenschaften bearbeiten',
  tabs: { members: 'Mitglieder', roles: 'Rollen und Administratoren', properties: 'Eigenschaften' },
  form: {
    createTitle: 'Neue Verwaltungseinheit',
    editTitle: 'Eigenschaften bearbeiten',
    restricted: 'Verwaltungseinheit mit eingeschränkter Verwaltung',
    restrictedHint:
      'Wird beim Erstellen endgültig festgelegt. Ihre Mitglieder ändert dann nur, wer eine Rolle für diese Einheit hat; geben Sie also zuerst jemandem eine solche Rolle.',
    hidden: 'Mitglieder verbergen',
    hiddenHint: 'Nur wer Verwaltungseinheiten verwaltet, sieht, wer darin ist.',
    created: (name) => `${name} wurde erstellt`,
    saved: (name) => `${name} wurde gespeichert`,
  },
  properties: {
    id: 'Objekt-ID',
    copyId: 'Objekt-ID kopieren',
    visibility: 'Sichtbarkeit der Mitglieder',
    public: 'Alle, die Einheiten lesen',
  },
  deleting: {
    title: (name) => `${name} löschen?`,
    text: 'Dies lässt sich nicht rückgängig machen. Benutzer und Gruppen darin bleiben im Verzeichnis; die eingeschränkte Verwaltung endet für sie. Jede für diese Einheit zugewiesene Rolle ist verloren.',
    roles: (count) =>
      count === 1 ? '1 Rollenzuweisung geht mit ihr verloren.' : `${count} Rollenzuweisungen gehen mit ihr verloren.`,
    action: 'Verwaltungseinheit löschen',
    done: (name) => `${name} wurde gelöscht`,
  },
  members: {
    label: 'Mitglieder',
    add: 'Mitglieder hinzufügen',
    addTitle: (name) => `Mitglieder zu ${name} hinzufügen`,
    addText:
      'Rollen für diese Einheit gelten dann für sie. Mit einer Gruppe kommt die Gruppe selbst hinein, nicht die Personen darin.',
    users: 'Benutzer',
    groups: 'Gruppen',
    added: (count, name) => `${members(count)} zu ${name} hinzugefügt`,
    remove: 'Entfernen',
    removeTitle: (count, name) => `${members(count)} aus ${name} entfernen?`,
    removeText: 'Rollen für diese Einheit erreichen sie nicht mehr.',
    removeAction: (count) => `${members(count)} entfernen`,
    removed: (count, name) => `${members(count)} aus ${name} entfernt`,
    empty: 'Niemand ist in dieser Verwaltungseinheit.',
  },
}
