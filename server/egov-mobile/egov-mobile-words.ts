import type { Language } from '../../domain/language.ts'
import { egovMobileApp as en } from '../../words/en/egov-mobile-app.ts'
import { egovMobileApp as kk } from '../../words/kk/egov-mobile-app.ts'
import { egovMobileApp as ru } from '../../words/ru/egov-mobile-app.ts'

/** What the app on the phone is told, by language. */
export const egovMobileWords: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
