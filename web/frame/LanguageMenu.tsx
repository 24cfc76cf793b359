import { type Language, languages } from '../../domain/language.ts'
import { call } from '../api.ts'
import { chooseScreenLanguage, useLanguage, useWords } from '../words.ts'

const short: Record<Language, string> = { kk: 'Қаз', ru: 'Рус', en: 'Eng' }

/** The screen's language: in the header, and in windows that lie over it. What is typed in the fields stays. */
export function LanguageMenu() {
  const words = useWords('site')
  const language = useLanguage()
  const choose = async (value: string) => {
    const chosen = languages.find((one) => one === value)
    if (chosen === undefined) return
    // Words that can't be fetched now leave the screen in the language it has.
    const changed = await chooseScreenLanguage(chosen).then(
      () => true,
      () => false,
    )
    // The server keeps it for letters to this person; the screen does not depend on that.
    if (changed) await call('PATCH /api/session', { body: { language: chosen } }).catch(() => undefined)
  }
  return (
    <select
      className="lang"
      aria-label={words.language}
      value={language}
      onChange={(event) => void choose(event.target.value)}
    >
      {languages.map((one) => (
        <option key={one} value={one} lang={one}>
          {short[one]}
        </option>
      ))}
    </select>
  )
}
