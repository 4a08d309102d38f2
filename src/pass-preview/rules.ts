export { doorMessage, policyMessage, registrationMessage } from './rules/messages.ts'
export { type Circumstance, foresee, type NotApplying, type Opening, type PolicyOutlook } from './rules/outlook.ts'
export { placesFor, type Supposed } from './rules/places.ts'
export {
  type Door,
  type DoorPreview,
  type Hindrance,
  type Note,
  type PassPreview,
  type PolicyPreview,
  type PreviewFacts,
  previewPass,
  type Registrable,
} from './rules/preview.ts'
export { summaryOf } from './rules/summary.ts'
export { hindranceText, noteText, registrableText } from './rules/words.ts'
