import { type Refusal, refuse } from '../refusal.ts'

/** What a certificate says of a company. */
export interface CompanyOfKey {
  /** Does it say that its holder is somebody of a company, named or not? */
  readonly ofCompany: boolean
  /** The one company it names; null for none, or for more than one. */
  readonly bin: string | null
}

/**
 * May this key open the office of the company with `ownBin`? The key of another company may not, in anybody's hands,
 * nor one whose company can't be told; a private person's may: signing in says who somebody is, not for whom they sign
 * (docs/decisions/0024).
 */
export function staffKeyRefusal({ ofCompany, bin }: CompanyOfKey, ownBin: string): Refusal | null {
  return ofCompany && bin !== ownBin ? refuse('key_of_another_company') : null
}
