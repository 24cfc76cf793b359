import type { Language } from '../../domain/language.ts'
import { phoneApp as en } from '../../words/en/egov-mobile-app.ts'
import { phoneApp as kk } from '../../words/kk/egov-mobile-app.ts'
import { phoneApp as ru } from '../../words/ru/egov-mobile-app.ts'

/** What the app on the phone is told, by language. */
export const phoneWords: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
