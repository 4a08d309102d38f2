/** A pass with its code, as it stands in a hand-out. */
export interface HandedPass {
  readonly userId: string
  readonly displayName: string
  readonly userPrincipalName: string
  readonly temporaryAccessPass: string
  readonly startDateTime: string
  readonly endDateTime: string
  readonly isUsableOnce: boolean
}

/** What is encrypted: the same in the sheets and in the raw file. */
export interface HandOutPayload {
  readonly organization: string
  readonly createdDateTime: string
  readonly signInAddress: string
  readonly passes: readonly HandedPass[]
}
