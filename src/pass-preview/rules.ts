export { doorMessage, policyMessage, registrationMessage } from './rules/messages.ts'
export { foresee, type Opening, type PolicyOutlook } from './rules/outlook.ts'
export type {
  Asked,
  Door,
  DoorPreview,
  Hindrance,
  Note,
  PassPreview,
  PolicyPreview,
  PreviewFacts,
  Registrable,
} from './rules/parts.ts'
export { placesFor, type Supposed } from './rules/places.ts'
export { previewPass } from './rules/preview.ts'
export { summaryOf } from './rules/summary.ts'
export { hindranceText, noteText, registrableText } from './rules/words.ts'
