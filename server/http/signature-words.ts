import type { Language } from '../../domain/language.ts'
import { type Defect, isDefect } from '../../eds/verdict.ts'
import { signatureRefusals as en, signInRefusals as enAtSignIn } from '../../words/en/signature.ts'
import type { ProblemWords } from '../../words/http-codes.ts'
import { signatureRefusals as kk, signInRefusals as kkAtSignIn } from '../../words/kk/signature.ts'
import { signatureRefusals as ru, signInRefusals as ruAtSignIn } from '../../words/ru/signature.ts'
import type { SignatureRefused } from '../refused.ts'

type ByDefect = Readonly<Record<Defect, ProblemWords>>
const words: Readonly<Record<SignatureRefused['purpose'], Readonly<Record<Language, ByDefect>>>> = {
  letter: { kk, ru, en },
  signIn: { kk: { ...kk, ...kkAtSignIn }, ru: { ...ru, ...ruAtSignIn }, en: { ...en, ...enAtSignIn } },
}

/** What a refused signature says to the person who signed. */
export function signatureWords({ code, purpose }: SignatureRefused, language: Language): ProblemWords {
  return words[purpose][language][isDefect(code) ? code : 'bad_format']
}
