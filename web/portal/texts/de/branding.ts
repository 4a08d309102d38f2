import type { branding as en } from '../en/branding.ts'
import type { TextsOf } from '../texts-of.ts'

export const branding: TextsOf<typeof en> = {
  text: 'Wie die Anmeldeseiten für alle aussehen: Ihr Name, Ihre Farbe, Ihr Logo, Ihre Worte.',
  name: 'Name',
  nameHint:
    'Oben auf jeder Seite, wo kein Bannerlogo für ihn steht, im Titel des Fensters und bei Passkeys und Codes, die von jetzt an entstehen.',
  saveName: 'Namen speichern',
  nameSaved: (name) => `Jede Seite sagt jetzt ${name}`,
  backgroundColor: 'Hintergrundfarbe',
  backgroundColorHint: 'Als #rrggbb. Wo man darauf nicht lesen könnte, wird eine nahe Farbe gezeigt.',
  pickColor: 'Farbe auswählen',
  signInPageText: 'Text der Anmeldeseite',
  signInPageTextHint: (most) => `Unter dem Formular, höchstens ${most} Zeichen; etwa, wen man anruft.`,
  usernameHintText: 'Hinweistext für den Benutzernamen',
  usernameHintTextHint: (most) => `Im Feld für den Benutzernamen, höchstens ${most} Zeichen.`,
  shownAs: 'Gezeigt als',
  onLight: 'hell',
  onDark: 'dunkel',
  saved: 'Die Anmeldeseiten zeigen es jetzt',
  discard: 'Änderungen verwerfen',
  pictures: 'Bilder',
  logo: {
    bannerLogo: 'Bannerlogo',
    squareLogo: 'Quadratisches Logo',
  },
  logoHint: {
    bannerLogo: 'Steht oben auf der Seite für den Namen. PNG oder JPEG, bis 50 kB.',
    squareLogo: 'Erscheint in der Registerkarte des Browsers. PNG oder JPEG, bis 50 kB.',
  },
  noLogo: 'Keines',
  choose: 'Bild auswählen',
  chooseFor: (logo) => `Bild auswählen: ${logo}`,
  removeFor: (logo) => `Entfernen: ${logo}`,
  removeTitle: 'Das Bild entfernen?',
  removeText: (logo) => `${logo} wird vom Server gelöscht. Die Anmeldeseiten zeigen es ab sofort nicht mehr.`,
  logoSet: 'Das Bild ist jetzt auf den Anmeldeseiten',
  logoRemoved: 'Das Bild ist weg',
  preview: 'Anmeldeseite öffnen',
}
