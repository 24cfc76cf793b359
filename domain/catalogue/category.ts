import type { Localised } from '../language.ts'

/** §4: «Санат». */
export interface Category {
  readonly code: string
  readonly position: number
  readonly name: Localised
}
