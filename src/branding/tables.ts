/** The one row of what the sign-in pages show of the tenant; none where nothing was ever set. */
export interface BrandingRow {
  /** Always `current`. */
  readonly id: string
  /** Another with every change, also of a picture. */
  readonly revision: string
  readonly background_color: string | null
  readonly sign_in_page_text: string | null
  readonly username_hint_text: string | null
}

export interface BrandingLogoRow {
  /** `bannerLogo` or `squareLogo`. */
  readonly kind: string
  /** `image/png` or `image/jpeg`. */
  readonly type: string
  readonly width: number
  readonly height: number
  readonly digest: string
  readonly contents: Uint8Array
}

export interface BrandingTables {
  branding: BrandingRow
  branding_logos: BrandingLogoRow
}
