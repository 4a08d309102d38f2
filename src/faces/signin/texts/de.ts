import { html } from '../html.ts'
import type { Texts } from './texts.ts'

/** German, with the terms of Microsoft's German documentation of Entra where it has them. */
export const de: Texts = {
  language: 'de',
  languageName: 'Deutsch',
  manner: 'de-DE',
  methodNames: {
    temporaryAccessPass: 'Befristeter Zugriffspass',
    fido2: 'Passkey',
    softwareOath: 'Authenticator-App',
    password: 'Kennwort',
  },
  methodChoices: {
    temporaryAccessPass: 'Befristeten Zugriffspass eingeben',
    fido2: 'Passkey verwenden',
    softwareOath: 'Code aus der Authenticator-App verwenden',
    password: 'Kennwort verwenden',
  },
  signIn: {
    title: 'Anmelden',
    errorTitle: (title) => `Fehler: ${title}`,
    signInTo: (tenant) => `bei ${tenant}`,
    userName: 'Benutzername',
    userNameHint: 'Er sieht aus wie eine E-Mail-Adresse.',
    userNameMissing: 'Geben Sie Ihren Benutzernamen ein.',
    next: 'Weiter',
    signIn: 'Anmelden',
    or: 'oder',
    usePasskey: 'Mit einem Passkey anmelden',
    passkeyNeedsScript:
      'Passkeys brauchen JavaScript. Schalten Sie es für diese Seite ein, um einen zu verwenden; Zugriffspass, Kennwort und Code funktionieren auch ohne.',
    passTitle: 'Zugriffspass eingeben',
    passField: 'Befristeter Zugriffspass',
    passHint:
      'Sie haben ihn von Ihrem Servicedesk bekommen. Tippen Sie ihn ein oder fügen Sie ihn ein; Leerzeichen und Bindestriche spielen keine Rolle.',
    passMissing: 'Geben Sie Ihren Zugriffspass ein.',
    passSafety: 'Geben Sie ihn nur hier ein. Niemand vom Servicedesk wird Sie bitten, ihn vorzulesen.',
    passwordTitle: 'Kennwort eingeben',
    passwordField: 'Kennwort',
    passwordMissing: 'Geben Sie Ihr Kennwort ein.',
    showPassword: 'Kennwort anzeigen',
    hidePassword: 'Kennwort verbergen',
    showPasswordShort: 'Anzeigen',
    hidePasswordShort: 'Verbergen',
    codeTitle: 'Code eingeben',
    codeField: 'Code aus Ihrer Authenticator-App',
    codeHint: 'Die sechs Ziffern, die Ihre App jetzt für dieses Konto anzeigt.',
    codeMissing: 'Geben Sie den Code aus Ihrer App ein.',
    passkeyTitle: 'Passkey verwenden',
    passkeyLead: 'Ihr Gerät fragt gleich nach Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel.',
    passkeyButton: 'Weiter mit Passkey',
    secondFactor: 'Ihr Kennwort war Schritt 1 von 2. Bestätigen Sie nun, dass Sie es sind.',
    otherWays: 'Andere Anmeldemöglichkeiten',
    whyProve: {
      more: (app) => `${app} verlangt mehr, als Sie bisher nachgewiesen haben.`,
      again: (app) => `Es ist eine Weile her: ${app} bittet Sie, sich noch einmal auszuweisen.`,
      otherPasskey: (app) =>
        `Dieser Passkey funktioniert, aber ${app} akzeptiert seine Art nicht. Verwenden Sie einen anderen.`,
    },
    whyAdd: {
      more: (app) =>
        `${app} verlangt eine stärkere Anmeldemethode, als Sie haben. Fügen Sie jetzt eine hinzu; danach geht es dort weiter, wo Sie hinwollten.`,
      again: (app) =>
        `${app} verlangt eine stärkere Anmeldemethode, als Sie haben. Fügen Sie jetzt eine hinzu; danach geht es dort weiter, wo Sie hinwollten.`,
      otherPasskey: (app) =>
        `Der Passkey, den Sie gerade verwendet haben, funktioniert, aber ${app} akzeptiert seine Art nicht. Fügen Sie einen anderer Art hinzu, etwa einen Sicherheitsschlüssel von Ihrer Organisation.`,
    },
    campaignLead:
      'Ihre Organisation bittet alle, dies einzurichten. Es dauert eine Minute, und danach melden Sie sich leichter an.',
    notNow: 'Jetzt nicht',
    otherThings: 'Etwas anderes hinzufügen',
    addPasskeyInstead: 'Passkey hinzufügen',
    addAppInstead: 'Authenticator-App hinzufügen',
    newPasskeyNeedsScript:
      'Ohne JavaScript lässt sich kein Passkey erstellen. Schalten Sie es für diese Seite ein und laden Sie sie neu.',
    appTimeOver:
      'Der Schlüssel für Ihre App war zehn Minuten gültig, und die sind um. Beginnen Sie noch einmal, um einen neuen zu bekommen.',
    beginAgain: 'Noch einmal beginnen',
    changeUser: 'Ändern',
    changeUserLong: 'Benutzernamen ändern',
    newPasswordTitle: 'Neues Kennwort wählen',
    newPasswordLead: 'Ihr Kennwort muss geändert werden, bevor es weitergeht.',
    newPasswordField: 'Neues Kennwort',
    newPasswordHint:
      'Mindestens 8 Zeichen. Ein paar Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.',
    newPasswordMissing: 'Geben Sie ein neues Kennwort ein.',
    savePassword: 'Speichern und weiter',
    blockedTitle: 'Sie können sich gerade nicht anmelden',
    startAgain: 'Noch einmal beginnen',
    anotherAccount: 'Mit einem anderen Konto anmelden',
    backTo: (app) => `Zurück zu ${app}`,
    doneTitle: 'Sie sind angemeldet',
    doneLead: 'Es geht gleich weiter. Falls nichts geschieht, verwenden Sie die Schaltfläche.',
    goOn: 'Weiter',
    problem: 'Es gibt ein Problem',
    language: 'Sprache',
  },
  securityInfo: {
    title: 'Sicherheitsinformationen',
    signedInAs: 'Angemeldet als',
    lead: 'Entfernen Sie, was Sie verloren haben, und behalten Sie mindestens zwei Anmeldemethoden.',
    adminCenter: 'Admin Center',
    signOut: 'Abmelden',
    confirmTitle: 'Bestätigen Sie, dass Sie es sind, um etwas zu ändern',
    confirmLead: 'Sie haben sich zuletzt vor mehr als zehn Minuten ausgewiesen.',
    confirmButton: 'Bestätigen',
    singleFactorTitle: 'Sie können hier alles sehen, aber noch nichts ändern',
    singleFactorLead:
      'Sie haben sich nur mit einem Kennwort angemeldet. Bitten Sie Ihren Servicedesk um einen befristeten Zugriffspass und melden Sie sich damit an; dann können Sie hier einen Passkey oder eine Authenticator-App hinzufügen.',
    singleFactorButton: 'Mit einem Zugriffspass anmelden',
    onlyPassTitle: 'Sie haben nur Ihren Zugriffspass',
    onlyPassAndPasswordTitle: 'Sie haben nur Zugriffspass und Kennwort',
    onlyPassLead: 'Fügen Sie jetzt einen Passkey hinzu, damit Sie sich künftig ohne den Zugriffspass anmelden können.',
    windowTitle: 'Sie sind mit einem Zugriffspass angemeldet',
    windowLead: 'Fügen Sie hinzu, was Sie brauchen, bevor diese Anmeldung endet.',
    signInEnds: 'Diese Anmeldung endet:',
    windowEnded: 'Die Zeit ist um. Melden Sie sich noch einmal an, um weiterzumachen.',
    passTitle: 'Befristeter Zugriffspass',
    passOnce: 'Für eine Anmeldung',
    passMany: 'Für beliebig viele Anmeldungen, solange er gilt',
    passUntil: 'Bis',
    passFrom: 'Ab',
    passFromUntil: 'bis',
    passEnded: 'Dieser Zugriffspass ist abgelaufen.',
    passUsed: 'Verwendet. Er funktioniert kein zweites Mal.',
    passBlocked: 'Ihre Organisation lässt ihn im Moment nicht zu.',
    deletePass: 'Löschen',
    deletePassTitle: 'Zugriffspass löschen?',
    deletePassLead:
      'Er gilt sofort nicht mehr, und Anmeldungen mit ihm enden, auch diese hier, falls Sie ihn dafür verwendet haben. Einen neuen bekommen Sie nur vom Servicedesk.',
    methodsTitle: 'Ihre Anmeldemethoden',
    noMethods: 'Noch keine. Fügen Sie unten einen Passkey oder eine Authenticator-App hinzu.',
    added: 'Hinzugefügt am',
    changed: 'Geändert am',
    lastUsed: 'Zuletzt verwendet am',
    neverUsed: 'Noch nicht verwendet',
    rename: 'Umbenennen',
    renameLabel: (name) => `${name} umbenennen`,
    renameTitle: 'Namen geben',
    renameField: 'Name',
    renameHint: 'Einen, an dem Sie das Gerät erkennen, etwa „Laptop im Büro“.',
    nameMissing: 'Geben Sie einen Namen ein.',
    save: 'Speichern',
    remove: 'Entfernen',
    removeLabel: (name) => `${name} entfernen`,
    removeTitle: (name) => `„${name}“ entfernen?`,
    removeLead: 'Die Methode gilt sofort nicht mehr. Sie können sie später wieder hinzufügen.',
    removeLast:
      'Es ist Ihre letzte Methode. Ohne sie brauchen Sie zum Anmelden vielleicht einen befristeten Zugriffspass vom Servicedesk.',
    removeAllButPassword:
      'Danach haben Sie nur noch Ihr Kennwort. Wo das zum Anmelden nicht genügt, brauchen Sie einen befristeten Zugriffspass vom Servicedesk.',
    cancel: 'Abbrechen',
    addTitle: 'Anmeldemethode hinzufügen',
    addPasskey: 'Passkey',
    addPasskeyLead:
      'Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel. Nichts, was man sich merken muss oder verraten könnte.',
    addApp: 'Authenticator-App',
    addAppLead: 'Codes aus einer App auf Ihrem Telefon, zusätzlich zum Kennwort.',
    nothingToAdd: 'Ihre Organisation lässt hier nichts weiter zu.',
    passkeyTitle: 'Passkey hinzufügen',
    passkeyLead:
      'Ihr Gerät fragt gleich nach Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel. Was es dabei prüft, verlässt das Gerät nie.',
    passkeyNameHint: 'Damit Sie ihn wiedererkennen, etwa „Laptop im Büro“. Das Feld kann leer bleiben.',
    passkeyButton: 'Passkey erstellen',
    passkeyNeedsScript:
      'Ohne JavaScript lässt sich kein Passkey erstellen. Schalten Sie es für diese Seite ein, oder fügen Sie eine Authenticator-App hinzu.',
    appTitle: 'Authenticator-App hinzufügen',
    appScan: 'Scannen Sie dies mit der App auf Ihrem Telefon',
    appScanAlt: 'QR-Code mit dem Schlüssel, der darunter steht',
    appManual: 'Oder tippen Sie diesen Schlüssel in die App',
    copy: 'Schlüssel kopieren',
    appCode: 'Code eingeben, den die App anzeigt',
    appCodeHint: 'Sechs Ziffern. Sie zeigen, dass die App den Schlüssel hat.',
    appButton: 'App hinzufügen',
    passwordTitle: 'Kennwort ändern',
    changePassword: 'Ändern',
    currentPassword: 'Aktuelles Kennwort',
    currentPasswordMissing: 'Geben Sie Ihr aktuelles Kennwort ein.',
    sessionsTitle: 'Irgendwo angemeldet, wo Sie es nicht waren?',
    sessionsLead: 'Dies beendet alle Ihre Anmeldungen auf allen Geräten, auch diese.',
    signOutEverywhere: 'Überall abmelden',
    signOutEverywhereTitle: 'Überall abmelden?',
    done: {
      added: 'Hinzugefügt. Sie können sich ab jetzt damit anmelden.',
      renamed: 'Der neue Name ist gespeichert.',
      removed: 'Entfernt. Die Methode gilt nicht mehr.',
      passDeleted: 'Ihr Zugriffspass ist gelöscht.',
      passwordChanged: 'Ihr Kennwort ist geändert.',
      confirmed: 'Danke. In den nächsten zehn Minuten können Sie etwas ändern.',
    },
  },
  refusals: {
    backToSignIn: 'Zur Anmeldung',
    backToSecurityInfo: 'Zurück zu den Sicherheitsinformationen',
    invalid: {
      title: 'Das ist nicht richtig angekommen',
      next: 'Gehen Sie zurück, prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.',
    },
    unauthenticated: { title: 'Sie sind nicht angemeldet', next: 'Melden Sie sich an, um weiterzumachen.' },
    forbidden: { title: 'Das ist nicht erlaubt', next: '' },
    notFound: { title: 'Hier ist nichts', next: 'Prüfen Sie die Adresse, oder beginnen Sie bei der Anmeldung.' },
    conflict: { title: 'Das geht gerade nicht', next: '' },
    gone: { title: 'Das gibt es nicht mehr', next: 'Beginnen Sie noch einmal.' },
    preconditionFailed: {
      title: 'Diese Seite war nicht mehr aktuell',
      next: 'Machen Sie dort weiter, wo es jetzt steht; verloren ist nichts.',
    },
    tooLarge: { title: 'Das war zu viel auf einmal', next: 'Senden Sie weniger und versuchen Sie es noch einmal.' },
    unsupportedMediaType: {
      title: 'Das ist nicht richtig angekommen',
      next: 'Verwenden Sie das Formular auf der Seite.',
    },
    methodNotAllowed: { title: 'Das ist nicht richtig angekommen', next: 'Verwenden Sie das Formular auf der Seite.' },
    notImplemented: { title: 'Hier ist nichts', next: '' },
    throttled: { title: 'Zu viele Versuche', next: '' },
    unavailable: {
      title: 'Gerade ist viel zu tun',
      next: 'Warten Sie einige Sekunden und versuchen Sie es noch einmal.',
    },
    fault: {
      title: 'Bei uns ist etwas schiefgegangen',
      next: 'Versuchen Sie es noch einmal. Wenn es wieder geschieht, nennen Sie Ihrem Servicedesk diese Nummer:',
    },
  },
  problems: {
    wrong: {
      temporaryAccessPass:
        'Dieser befristete Zugriffspass hat nicht funktioniert. Prüfen Sie den Code und geben Sie ihn noch einmal ein. Wenn er schon verwendet wurde oder abgelaufen ist, bitten Sie Ihren Servicedesk um einen neuen.',
      password: 'Benutzername oder Kennwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.',
      softwareOath:
        'Dieser Code hat nicht funktioniert. Warten Sie auf den nächsten Code in Ihrer Authenticator-App und geben Sie ihn hier ein.',
      fido2:
        'Der Passkey konnte nicht verwendet werden. Versuchen Sie es noch einmal, oder melden Sie sich auf andere Weise an.',
    },
    passExpired: 'Dieser befristete Zugriffspass ist abgelaufen. Bitten Sie Ihren Servicedesk um einen neuen.',
    passAlreadyUsed:
      'Dieser befristete Zugriffspass wurde schon verwendet. Bitten Sie Ihren Servicedesk um einen neuen.',
    blocked: {
      pass: 'Ihre Organisation akzeptiert diesen befristeten Zugriffspass im Moment nicht. Fragen Sie Ihren Servicedesk.',
      other:
        'Ihre Organisation lässt diese Art der Anmeldung nicht zu. Wählen Sie eine andere, oder fragen Sie Ihren Servicedesk.',
    },
    accountDisabled:
      'Ihr Konto ist abgeschaltet. Wenn Sie erst später anfangen, kommen Sie dann wieder; sonst fragen Sie Ihren Servicedesk.',
    stopped: {
      place:
        'Ihre Organisation lässt Sie von dort, wo Sie gerade sind, nicht hinein. Versuchen Sie es von einem anderen Ort oder Netz aus.',
      device:
        'Ihre Organisation lässt Sie nur mit bestimmten Geräten hinein, und dieses gehört nicht dazu. Verwenden Sie ein anderes Gerät.',
      application:
        'Ihre Organisation lässt Sie diese Anwendung nicht verwenden, oder nicht mit dieser Art von Programm.',
      registration:
        'Sie müssten zuerst eine Anmeldemethode hinzufügen, und das lässt Ihre Organisation von hier aus nicht zu. Versuchen Sie es von einem anderen Ort oder Gerät aus, oder fragen Sie Ihren Servicedesk.',
      policy: 'Ihre Organisation lässt Sie nicht hinein.',
      strength:
        'Ihre Organisation verlangt eine stärkere Anmeldemethode als alle, die Sie haben, und keine geeignete kann hier hinzugefügt werden. Fragen Sie Ihren Servicedesk.',
      registering:
        'Sie müssten zuerst eine Anmeldemethode hinzufügen, und dafür verlangt Ihre Organisation eine stärkere Anmeldung als alle, die Sie haben. Bitten Sie Ihren Servicedesk um einen befristeten Zugriffspass.',
    },
    expired: 'Womit Sie sich angemeldet haben, hat sich inzwischen geändert. Beginnen Sie noch einmal.',
  },
  notYet: (start) => html`Dieser befristete Zugriffspass gilt noch nicht. Er gilt ab: ${start}.`,
  wait: (seconds) =>
    seconds < 90
      ? `Zu viele Versuche. Warten Sie ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'} und versuchen Sie es noch einmal.`
      : `Zu viele Versuche. Warten Sie ${Math.ceil(seconds / 60)} Minuten und versuchen Sie es noch einmal.`,
  ifWrong: (correlationId) =>
    `Wenn das ein Irrtum sein muss, nennen Sie Ihrem Servicedesk diese Nummer: ${correlationId}`,
  reasons: {
    password: {
      notText: 'Dieses Kennwort enthält Zeichen, die kein Text sind. Wählen Sie ein anderes.',
      tooShort:
        'Ein Kennwort hat mindestens 8 Zeichen. Drei oder vier Wörter, die nichts miteinander zu tun haben, sind gut geeignet.',
      tooLong: 'Ein Kennwort hat höchstens 256 Zeichen. Wählen Sie ein kürzeres.',
      common:
        'Dieses Kennwort gehört zu denen, die zuerst ausprobiert werden. Wählen Sie ein anderes; drei oder vier Wörter, die nichts miteinander zu tun haben, sind gut geeignet.',
      repeated: 'Dieses Kennwort wiederholt sich. Wählen Sie eines, das schwerer zu erraten ist.',
      sequence:
        'Dieses Kennwort ist eine Reihe von Buchstaben, Ziffern oder Tasten. Wählen Sie eines, das schwerer zu erraten ist.',
      aboutYou:
        'Ein Kennwort darf weder Ihren Benutzernamen noch den Namen Ihrer Organisation enthalten. Wählen Sie ein anderes.',
      sameAsBefore: 'Das ist Ihr jetziges Kennwort. Wählen Sie ein anderes.',
    },
    passkey: {
      notOffered:
        'Passkeys werden Ihnen von Ihrer Organisation nicht angeboten. Wählen Sie etwas anderes, oder fragen Sie Ihren Servicedesk.',
      notVerified:
        'Ihr Passkey-Anbieter hat nicht geprüft, ob Sie es sind. Verwenden Sie einen, der nach Fingerabdruck, Gesicht oder PIN fragt.',
      attestationMissing:
        'Ihre Organisation akzeptiert nur Authentifikatoren, die ihr Modell nachweisen, und dieser tut das nicht. Verwenden Sie einen Sicherheitsschlüssel, den Ihre Organisation zugelassen hat.',
      attestationUntrusted:
        'Dem Zertifikat dieses Authentifikators vertraut Ihre Organisation nicht. Verwenden Sie einen Sicherheitsschlüssel, den Ihre Organisation zugelassen hat.',
      modelNotAllowed:
        'Dieses Modell gehört nicht zu denen, die Ihre Organisation zulässt. Verwenden Sie eines, das Ihre Organisation zugelassen hat.',
      modelBlocked: 'Ihre Organisation lässt dieses Modell nicht zu. Verwenden Sie ein anderes.',
      over: 'Die Registrierung hat zu lange gedauert oder war schon abgeschlossen. Beginnen Sie noch einmal.',
      unverifiable:
        'Die Antwort Ihres Passkey-Anbieters konnte nicht geprüft werden. Beginnen Sie noch einmal, oder verwenden Sie einen anderen.',
      registeredAlready: 'Dieser Passkey ist schon registriert. Verwenden Sie einen anderen.',
      tooMany: 'Sie haben so viele Passkeys, wie Sie haben dürfen. Entfernen Sie einen, den Sie nicht mehr verwenden.',
    },
    authenticatorApp: {
      over: 'Die Registrierung hat zu lange gedauert oder war schon abgeschlossen. Beginnen Sie noch einmal.',
      wrong:
        'Das ist nicht der Code, den die App jetzt anzeigt. Warten Sie auf den nächsten und geben Sie ihn ein; prüfen Sie auch, ob die Uhr Ihres Geräts richtig geht.',
      notOffered: 'Authenticator-Apps werden Ihnen von Ihrer Organisation nicht angeboten.',
      tooMany:
        'Sie haben so viele Authenticator-Apps, wie Sie haben dürfen. Entfernen Sie eine, die Sie nicht mehr verwenden.',
    },
  },
  told: {
    malformedRequest: 'Die Anfrage hat nicht die Form, die hier erwartet wird.',
    bodyTooLarge: 'Das Formular enthält mehr als 64 KiB.',
    wrongContentType: 'Die Anfrage hat einen Inhaltstyp, der hier nicht gelesen wird.',
    wrongHttpMethod: 'Diese Adresse gibt es, aber nicht für diese Art von Anfrage.',
    noSuchAddress: 'Unter dieser Adresse gibt es nichts.',
    sessionEnded: 'Sie sind nicht oder nicht mehr angemeldet. Melden Sie sich an, um weiterzumachen.',
    moreProofNeeded:
      'Eine Richtlinie Ihrer Organisation verlangt mehr, als Sie in dieser Sitzung nachgewiesen haben. Melden Sie sich noch einmal an.',
    accessBlocked:
      'Eine Richtlinie Ihrer Organisation lässt das von dort, wo Sie sind, oder mit dem, was Sie verwenden, nicht zu. Fragen Sie Ihren Servicedesk, oder versuchen Sie es von einem anderen Ort aus.',
    freshProofNeeded: 'Bestätigen Sie, dass Sie es sind, bevor Sie ändern, wie Sie sich anmelden.',
    strongProofNeeded:
      'Sie haben sich nur mit einem Kennwort angemeldet. Anmeldemethoden lassen sich nach einer Anmeldung mit Passkey, Authenticator-App oder befristetem Zugriffspass ändern. Einen Zugriffspass kann Ihr Servicedesk ausstellen.',
    crossSiteRequest:
      'Das Formular gehört nicht zu dieser Anmeldung, oder es kam von einer anderen Website. Laden Sie die Seite neu und verwenden Sie das neue Formular.',
    signInExpired: 'Diese Anmeldung hat zu lange gedauert oder ist abgeschlossen. Beginnen Sie noch einmal.',
    stepChanged:
      'Diese Anmeldung ist inzwischen weiter, vielleicht in einem anderen Tab. Machen Sie mit dem weiter, was jetzt angezeigt wird.',
    methodNotFound: 'Diese Anmeldemethode haben Sie nicht. Vielleicht wurde sie schon entfernt.',
    methodDisabled: 'Diese Methode ist in Ihrer Organisation abgeschaltet. Wählen Sie eine andere.',
    userNotIncluded:
      'Diese Methode wird Ihnen von Ihrer Organisation nicht angeboten. Wählen Sie eine andere, oder fragen Sie Ihren Servicedesk.',
    userExcluded:
      'Diese Methode wird Ihnen von Ihrer Organisation nicht angeboten. Wählen Sie eine andere, oder fragen Sie Ihren Servicedesk.',
    tooManyMethods:
      'Davon haben Sie so viele, wie Sie haben dürfen. Entfernen Sie etwas, das Sie nicht mehr verwenden.',
    registrationRefused:
      'Das konnte nicht hinzugefügt werden. Versuchen Sie es noch einmal, oder wählen Sie etwas anderes.',
    registrationExpired:
      'Die Registrierung hat zu lange gedauert oder war schon abgeschlossen. Beginnen Sie noch einmal.',
    nameInvalid: 'Ein Name hat 1 bis 64 Zeichen und keine Steuerzeichen. Wählen Sie einen anderen.',
    passwordUnacceptable: 'Dieses Kennwort kann nicht verwendet werden. Wählen Sie ein anderes.',
    currentPasswordWrong: 'Das ist nicht Ihr aktuelles Kennwort. Prüfen Sie es und versuchen Sie es noch einmal.',
    throttled: 'Zu viele Versuche. Warten Sie etwas und versuchen Sie es noch einmal.',
    busy: 'Gerade wartet mehr, als der Server annimmt. Versuchen Sie es gleich noch einmal.',
    databaseUnavailable: 'Die Datenbank antwortet gerade nicht. Versuchen Sie es gleich noch einmal.',
  },
}
