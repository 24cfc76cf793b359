/** One section of the help: what is on the screen, what to do, what people ask. */
export interface HelpPage {
  readonly name: string
  readonly lead: string
  readonly see: readonly string[]
  readonly steps: readonly string[]
  readonly questions: readonly { readonly q: string; readonly a: string }[]
}
