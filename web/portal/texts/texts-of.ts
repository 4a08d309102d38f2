/** The shape of a language: the same keys, texts for texts, and for a function one of the same parameters. */
export type TextsOf<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : TextsOf<Texts[Key]>
}
