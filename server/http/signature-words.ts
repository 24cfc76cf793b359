import type { Language } from '../../domain/language.ts'
import { type Defect, isDefect } from '../../eds/verdict.ts'
import {
  signatureRefusals as en,
  signInRefusals as enAtSignIn,
  replyRefusals as enOfReplies,
} from '../../words/en/signature.ts'
import type { ProblemWords } from '../../words/http-codes.ts'
import {
  signatureRefusals as kk,
  signInRefusals as kkAtSignIn,
  replyRefusals as kkOfReplies,
} from '../../words/kk/signature.ts'
import {
  signatureRefusals as ru,
  signInRefusals as ruAtSignIn,
  replyRefusals as ruOfReplies,
} from '../../words/ru/signature.ts'
import type { SignatureRefused } from '../refused.ts'

type ByDefect = Readonly<Record<Defect, ProblemWords>>
const words: Readonly<Record<SignatureRefused['purpose'], Readonly<Record<Language, ByDefect>>>> = {
  letter: { kk, ru, en },
  reply: { kk: { ...kk, ...kkOfReplies }, ru: { ...ru, ...ruOfReplies }, en: { ...en, ...enOfReplies } },
  signIn: { kk: { ...kk, ...kkAtSignIn }, ru: { ...ru, ...ruAtSignIn }, en: { ...en, ...enAtSignIn } },
}

/** What a refused signature says to the person who signed. */
export function signatureWords({ code, purpose }: SignatureRefused, language: Language): ProblemWords {
  return words[purpose][language][isDefect(code) ? code : 'bad_format']
}
