/** Languages of the screen. Kazakh is first everywhere. */
export const languages = ['kk', 'ru', 'en'] as const
export type Language = (typeof languages)[number]

/**
 * A letter is written in the state language or in Russian; English is for the screen only (docs/domain.md 2.4).
 */
export const letterLanguages = ['kk', 'ru'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** One text in every language of the screen. */
export type Localised = Readonly<Record<Language, string>>

/** The letter's language until the client chooses another: the screen's, Kazakh where that is English. */
export function letterLanguageFor(language: Language): LetterLanguage {
  return language === 'en' ? 'kk' : language
}
