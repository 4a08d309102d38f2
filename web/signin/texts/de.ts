import type { ScriptTexts } from './en.ts'

/** What the scripts say in German. */
export const de: ScriptTexts = {
  copied: 'Kopiert',
  couldNotCopy: 'Mit Strg+C oder ⌘C kopieren',
  timeLeft: (left) => `noch ${left}`,
  daysAndHours: (days, hours) => `${days} T. ${hours} Std.`,
  seconds: (count) => `${count} Sekunde${count === 1 ? '' : 'n'}`,
  minutes: (count) => `${count} Minute${count === 1 ? '' : 'n'}`,
  hours: (count) => `${count} Stunde${count === 1 ? '' : 'n'}`,
  noPasskeys:
    'Dieser Browser kann keine Passkeys verwenden. Melden Sie sich auf andere Weise an, oder verwenden Sie einen anderen Browser.',
  wrongAddress: (origin) => `Passkeys funktionieren nur unter ${origin}. Öffnen Sie diese Adresse.`,
  offline: 'Der Server antwortet nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  unknownError: (name) =>
    `Etwas Unerwartetes ist geschehen (${name}). Versuchen Sie es noch einmal; wenn es so bleibt, nennen Sie Ihrem Servicedesk diese Wörter.`,
  useErrors: {
    NotAllowedError:
      'Das wurde abgebrochen oder hat zu lange gedauert, oder dieses Gerät hat keinen Passkey für Sie. Versuchen Sie es noch einmal, oder melden Sie sich auf andere Weise an.',
    SecurityError:
      'Diese Adresse darf Ihren Passkey nicht verwenden. Prüfen Sie, ob es die Adresse ist, die man Ihnen genannt hat.',
    InvalidStateError:
      'Dieses Gerät hat keinen Passkey für Ihr Konto. Versuchen Sie es mit einem anderen Gerät, oder melden Sie sich auf andere Weise an.',
    NotReadableError: 'Ihr Gerät konnte den Passkey nicht lesen. Entsperren Sie es und versuchen Sie es noch einmal.',
  },
  createErrors: {
    NotAllowedError:
      'Das wurde abgebrochen oder hat zu lange gedauert, und es wurde nichts hinzugefügt. Versuchen Sie es noch einmal, wenn Sie so weit sind.',
    SecurityError:
      'Diese Adresse darf keine Passkeys erstellen. Prüfen Sie, ob es die Adresse ist, die man Ihnen genannt hat.',
    InvalidStateError: 'Dieses Gerät hat schon einen Passkey für Ihr Konto. Sie können ihn verwenden.',
    ConstraintError:
      'Dieses Gerät kann nicht prüfen, ob Sie es sind. Richten Sie zuerst PIN, Fingerabdruck oder Gesicht ein, oder verwenden Sie ein anderes Gerät.',
    NotSupportedError:
      'Dieses Gerät kann die Art von Passkey, die Ihre Organisation verlangt, nicht erstellen. Versuchen Sie es mit einem anderen Gerät oder einem Sicherheitsschlüssel.',
  },
}
