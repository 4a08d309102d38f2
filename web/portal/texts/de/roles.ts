import type { roles as en } from '../en/roles.ts'
import type { TextsOf } from '../texts-of.ts'
import { actions, descriptions } from './role-actions.ts'

const assignments = (count: number): string => (count === 1 ? '1 Zuweisung' : `${count} Zuweisungen`)
const permissions = (count: number): string => (count === 1 ? '1 Berechtigung' : `${count} Berechtigungen`)

export const roles: TextsOf<typeof en> = {
  text: 'Was jemand darf, kommt aus den Rollen. Wer eine Rolle nur hin und wieder braucht, ist ohne sie sicherer.',
  search: 'Nach Name oder Beschreibung suchen',
  create: 'Neue benutzerdefinierte Rolle',
  label: 'Rollen',
  role: 'Rolle',
  type: 'Typ',
  types: { all: 'Alle Rollen', builtIn: 'Integriert', custom: 'Benutzerdefiniert' },
  assignments: 'Zuweisungen',
  privileged: 'Privilegiert',
  privilegedHint: 'Dies ändert Personen, wie sie sich anmelden, wer was darf oder wer hineinkommt.',
  disabled: 'Deaktiviert',
  disabledNotice: 'Diese Rolle ist deaktiviert: Wer sie hat, erhält nichts aus ihr.',
  tabs: { assignments: 'Zuweisungen', permissions: 'Berechtigungen' },
  edit: 'Bearbeiten',
  clone: 'Klonen',
  noPermissions: 'Diese Rolle gewährt nichts über das hinaus, was jede Rolle lesen darf.',
  scope: 'Bereich',
  wholeTenant: 'Ganzer Mandant',
  gone: 'Gelöscht',
  principal: { name: 'Name', type: 'Typ', user: 'Benutzer', group: 'Gruppe' },
  assign: {
    action: 'Zuweisungen hinzufügen',
    title: (name) => `Zuweisungen von ${name} hinzufügen`,
    toTitle: (name) => `${name} eine Rolle zuweisen`,
    inTitle: (name) => `Eine Rolle für ${name} zuweisen`,
    role: 'Rolle',
    users: 'Benutzer',
    groups: 'Gruppen, denen Rollen zuweisbar sind',
    scope: 'Bereich',
    unit: 'Verwaltungseinheit',
    unitHint: 'Die Rolle gilt dann nur für die Mitglieder dieser Einheit, und nicht für Administratoren unter ihnen.',
    notScopable: 'Diese Rolle gilt nur im ganzen Mandanten.',
    text: 'Die Rolle gilt sofort, auch in offenen Sitzungen. Eine Gruppe gibt sie allen, die in ihr sind.',
    done: (count) => `${assignments(count)} hinzugefügt`,
  },
  unassign: {
    action: 'Zuweisungen entfernen',
    title: (count) => `${assignments(count)} entfernen?`,
    text: 'Was die Rolle erlaubt, endet sofort für alle, die sie nur durch diese Zuweisung haben. Wo eine Gruppe sie hatte, endet es für alle in der Gruppe.',
    confirm: (count) => `${assignments(count)} entfernen`,
    done: (count) => `${assignments(count)} entfernt`,
    one: (role, who, where) => `${role}: ${who} (${where})`,
    empty: 'Niemand hat diese Rolle.',
    emptyUnit: 'Niemand hat eine Rolle für diese Verwaltungseinheit.',
    emptyUser: 'Dieser Benutzer hat keine Rolle und darf daher an anderen nichts ändern.',
  },
  editor: {
    newTitle: 'Neue benutzerdefinierte Rolle',
    editTitle: (name) => `${name} bearbeiten`,
    name: 'Name',
    description: 'Beschreibung',
    enabled: 'Aktiviert',
    enabledHint: 'Eine deaktivierte Rolle gewährt denen, die sie haben, nichts.',
    permissions: 'Berechtigungen',
    permissionsText:
      'Wählen Sie, was die Rolle erlaubt. Sie erreicht Benutzer, die selbst keine Rolle haben; was Rechte vergibt, bleibt integrierten Rollen vorbehalten.',
    search: 'Berechtigungen suchen',
    onlyChosen: 'Nur ausgewählte',
    chosen: (count) => `${permissions(count)} ausgewählt`,
    ofArea: (chosen, all) => `${chosen} von ${all}`,
    chooseArea: (area) => `Alle auswählen: ${area}`,
    inUnits: 'Gilt in Verwaltungseinheiten',
    noneChosen: 'Wählen Sie mindestens eine Berechtigung.',
    copyOf: (name) => `Kopie von ${name}`,
    created: (name) => `${name} wurde erstellt`,
    saved: (name) => `${name} wurde gespeichert`,
    onlyBuiltIn: (count) =>
      count === 1
        ? '1 Berechtigung gibt es nur mit integrierten Rollen.'
        : `${count} Berechtigungen gibt es nur mit integrierten Rollen.`,
  },
  deleting: {
    title: (name) => `${name} löschen?`,
    text: 'Die Rolle und die Liste ihrer Berechtigungen sind weg. Rückgängig machen legt eine neue Rolle gleichen Namens mit denselben Berechtigungen an.',
    inUse: (count) =>
      count === 1
        ? 'Eine Zuweisung dieser Rolle besteht noch. Entfernen Sie sie zuerst; eine Rolle, die jemand hat, lässt sich nicht löschen.'
        : `${count} Zuweisungen dieser Rolle bestehen noch. Entfernen Sie sie zuerst; eine Rolle, die jemand hat, lässt sich nicht löschen.`,
    action: 'Rolle löschen',
    done: (name) => `${name} wurde gelöscht`,
  },
  person: {
    title: 'Rollen',
    way: 'Auf welchem Weg',
    direct: 'Direkte Zuweisung',
    throughHint:
      'Eine Rolle, die über eine Gruppe kommt, wird nicht hier entzogen: Entfernen Sie die Person aus der Gruppe.',
    through: (group) => `Über die Gruppe ${group}`,
    follows: 'Was diese Person kann',
    followsText:
      'Was aus den Rollen folgt, in einer Sitzung mit mehr als einem Faktor. Niemand tut es am eigenen Konto.',
    disabledAccount: 'Dieses Konto ist deaktiviert: Niemand kann sich damit anmelden und diese Rollen nutzen.',
    everywhere: 'Im ganzen Mandanten',
    notAdministrators: 'Im ganzen Mandanten, aber nicht an jedem Administrator',
    inUnits: (names) => `In ${names}`,
    alsoUnits: (names) => `Im ganzen Mandanten, und bei eingeschränkter Verwaltung in ${names}`,
    nothing: 'Nur, was alle am eigenen Konto dürfen.',
  },
  areas: {
    organization: 'Organisation',
    users: 'Benutzer',
    authenticationMethods: 'Authentifizierungsmethoden von Benutzern',
    groups: 'Gruppen',
    roles: 'Rollen',
    administrativeUnits: 'Verwaltungseinheiten',
    conditionalAccess: 'Bedingter Zugriff',
    policies: 'Richtlinien',
    logs: 'Protokolle und Berichte',
    applications: 'Anwendungen',
    lifecycleWorkflows: 'Lebenszyklusworkflows',
  },
  descriptions,
  actions,
}
