import type { Language } from '../../domain/language.ts'
import { type Defect, isDefect, type VerdictCode } from '../../eds/verdict.ts'
import { signatureRefusals as en } from '../../words/en/signature.ts'
import type { ProblemWords } from '../../words/http-codes.ts'
import { signatureRefusals as kk } from '../../words/kk/signature.ts'
import { signatureRefusals as ru } from '../../words/ru/signature.ts'

const words: Readonly<Record<Language, Readonly<Record<Defect, ProblemWords>>>> = { kk, ru, en }

/** What a refused signature says to the person who signed. */
export function signatureWords(code: VerdictCode, language: Language): ProblemWords {
  return words[language][isDefect(code) ? code : 'bad_format']
}
