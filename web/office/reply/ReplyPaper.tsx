import { type LetterLanguage, letterLanguages } from '../../../domain/language.ts'
import { fill } from '../../../words/fill.ts'
import { Note } from '../../ui/Banner.tsx'
import { Segments } from '../../ui/Choice.tsx'
import { useWords } from '../../words.ts'
import { changesBetween, Differences } from './Differences.tsx'
import { LetterDownload, PagesOfLetter } from './PreviewedLetters.tsx'
import type { ShownReply } from './show-reply.ts'

interface ReplyPaperProps {
  readonly shown: ShownReply
  /** Of the letters in two languages that is read; it stays when the letter is opened for signing. */
  readonly language: LetterLanguage
  readonly onLanguage: (language: LetterLanguage) => void
}

/** The letter as the client will get it; over it, what has changed since it was last sent back. */
export function ReplyPaper({ shown, language, onLanguage }: ReplyPaperProps) {
  const words = useWords('reply')
  const { reply, letters } = shown
  const written = letterLanguages.filter((one) => reply.texts[one].trim() !== '')
  const seen = written.includes(language) ? language : (written[0] ?? language)
  const letter = letters?.letters.find((one) => one.language === seen)
  const kind = words.kinds[reply.kind]
  const title = fill(words.paperTitle, { kind, number: reply.appeal.number })
  const before = reply.returned?.texts[seen]
  const changes = before === undefined ? 0 : changesBetween(before, reply.texts[seen])
  return (
    <section className="paper" aria-labelledby="h-paper">
      <div className="paper-bar">
        <h2 id="h-paper">{title}</h2>
        <div className="row">
          {written.length > 1 && (
            <Segments
              id="paper-language"
              legend={words.language}
              hideLegend
              value={seen}
              onChange={(value) => onLanguage(value === 'ru' ? 'ru' : 'kk')}
              options={written.map((one) => ({
                value: one,
                label: one === 'kk' ? 'Қазақша' : 'Русский',
                lang: one,
              }))}
            />
          )}
          {letter !== undefined && <LetterDownload letter={letter} />}
        </div>
      </div>
      {before !== undefined && (
        <section className="sheet changes" aria-labelledby="h-changes">
          <h3 id="h-changes">{words.changedTitle}</h3>
          <p className="sub">{changes === 0 ? words.unchanged : words.changedHint}</p>
          {changes > 0 && <Differences before={before} after={reply.texts[seen]} lang={seen} />}
        </section>
      )}
      {letter === undefined ? (
        <p className="sheet reply-text" lang={seen}>
          {reply.texts[seen]}
        </p>
      ) : (
        <PagesOfLetter letter={letter} />
      )}
      {letters !== null && <Note>{words.blank}</Note>}
    </section>
  )
}
