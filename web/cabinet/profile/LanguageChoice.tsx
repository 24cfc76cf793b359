import { languages } from '../../../domain/language.ts'
import { call } from '../../api.ts'
import { RadioCards } from '../../ui/Choice.tsx'
import { chooseScreenLanguage, useLanguage, useWords } from '../../words.ts'

/** The language of the screens, kept for the account. */
export function LanguageChoice() {
  const words = useWords('profile')
  const language = useLanguage()
  const choose = async (value: string) => {
    const chosen = languages.find((one) => one === value)
    if (chosen === undefined) return
    await chooseScreenLanguage(chosen)
    await call('PATCH /api/session', { body: { language: chosen } }).catch(() => undefined)
  }
  return (
    <section className="card">
      <RadioCards
        slim
        id="screen-language"
        legend={<h2>{words.language}</h2>}
        hint={words.languageHint}
        value={language}
        onChange={(value) => void choose(value)}
        options={languages.map((one) => ({
          value: one,
          label: <span lang={one}>{words.languages[one]}</span>,
        }))}
      />
    </section>
  )
}
