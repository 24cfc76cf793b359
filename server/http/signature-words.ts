import type { Language } from '../../domain/language.ts'
import type { VerdictCode } from '../../eds/verdict.ts'
import type { ProblemWords } from '../../words/http-codes.ts'
import { wordsOf } from './words-of.ts'

/** What a verdict on a signature says to the person who signed. */
export function signatureWords(_code: VerdictCode, language: Language): ProblemWords {
  return wordsOf('sign_in_failed', language)
}
