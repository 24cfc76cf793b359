import { type SignInKind, signInPurposes } from '../../../domain/signature/signed-content.ts'
import type { EgovMobileSigning } from '../../../wire/egov-mobile.ts'
import { inTab } from '../../tab-storage.ts'

/** A code that this tab shows; its QR is told once, so the tab keeps it through reloads. */
export interface EgovMobileHere {
  readonly signing: EgovMobileSigning
  /** What it is for: the letter, or the sign-in. */
  readonly subject: string
}

/** Where the code of a letter is kept: by person and draft. */
export const letterPlace = (personId: string, draftId: string): string => `${personId}.${draftId}`
/** Where the code by which who is signed in confirms a change is kept: by person. */
export const proofPlace = (personId: string): string => `${personId}.proof`
/** Where the code of a sign-in is kept, each kind apart: nobody is known yet. */
export const signInPlace = (kind: SignInKind): string => signInPurposes[kind]

/** Keeps it in this tab alone. Never throws: the page has it too. */
export function keepEgovMobile(place: string, kept: EgovMobileHere): void {
  try {
    sessionStorage.setItem(inTab.egovMobile + place, JSON.stringify(kept))
  } catch {
    // No storage: it lives as long as the page.
  }
}

export function forgetEgovMobile(place: string): void {
  try {
    sessionStorage.removeItem(inTab.egovMobile + place)
  } catch {
    // There was none.
  }
}

/** The code kept in this place for this subject, or null. */
export function egovMobileHere(place: string, subject: string): EgovMobileSigning | null {
  try {
    const kept: EgovMobileHere | null = JSON.parse(sessionStorage.getItem(inTab.egovMobile + place) ?? 'null')
    return kept?.subject === subject && typeof kept.signing?.qr === 'string' ? kept.signing : null
  } catch {
    return null
  }
}

/** Whether a code is kept in this place, whatever it is for. */
export const isCodeHere = (place: string): boolean => {
  try {
    return sessionStorage.getItem(inTab.egovMobile + place) !== null
  } catch {
    return false
  }
}
