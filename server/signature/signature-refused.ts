import type { Language } from '../../domain/language.ts'
import type { Defect } from '../../eds/verdict.ts'
import { signatureRefusals as en } from '../../words/en/signature.ts'
import { signatureRefusals as kk } from '../../words/kk/signature.ts'
import { signatureRefusals as ru } from '../../words/ru/signature.ts'

const words: Record<Language, Record<Defect, { title: string; detail: string }>> = { kk, ru, en }

/** The signature was checked and is not accepted: 422, with the code of the check. Nothing that was written is lost. */
export class SignatureRefused extends Error {
  readonly code: Defect

  constructor(code: Defect) {
    super(code)
    this.name = 'SignatureRefused'
    this.code = code
  }
}

/** What happened and what to do, in the caller's language. */
export function signatureWords(code: Defect, language: Language): { title: string; detail: string } {
  return words[language][code]
}
