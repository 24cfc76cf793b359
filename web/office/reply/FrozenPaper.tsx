import { useEffect, useRef } from 'react'
import type { LetterLanguage } from '../../../domain/language.ts'
import type { FrozenLetters } from '../../../wire/reply-signing.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Segments } from '../../ui/Choice.tsx'
import { useWords } from '../../words.ts'
import { LetterDownload, PagesOfLetter } from './PreviewedLetters.tsx'

interface FrozenPaperProps {
  readonly frozen: FrozenLetters
  readonly language: LetterLanguage
  readonly onLanguage: (language: LetterLanguage) => void
  /** The letter in this language is before their eyes. */
  readonly onShown: (language: string) => void
  /** It came by a press, whose button has gone: the focus goes on at its title. */
  readonly takesFocus: boolean
}

/** The letters with number and date, drawn from the very bytes that are signed: one language at a time. */
export function FrozenPaper({ frozen, language, onLanguage, onShown, takesFocus }: FrozenPaperProps) {
  const words = useWords('replySigning')
  const reply = useWords('reply')
  const { letters, outgoing } = frozen
  const letter = letters.find((one) => one.language === language) ?? letters[0]
  const seen = letter?.language ?? language
  useEffect(() => onShown(seen), [seen, onShown])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  const title = fill(words.paper, { number: outgoing.number, date: formatShortDate(outgoing.date) })
  return (
    <section className="paper" aria-labelledby="h-paper">
      <div className="paper-bar">
        <h2 id="h-paper" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <div className="row">
          {letters.length > 1 && (
            <Segments
              id="paper-language"
              legend={reply.language}
              hideLegend
              value={seen}
              onChange={(value) => onLanguage(value === 'ru' ? 'ru' : 'kk')}
              options={letters.map((one) => ({
                value: one.language,
                label: one.language === 'kk' ? 'Қазақша' : 'Русский',
                lang: one.language,
              }))}
            />
          )}
          {letter !== undefined && <LetterDownload letter={letter} />}
        </div>
      </div>
      {letter !== undefined && <PagesOfLetter letter={letter} />}
      <p className="hash">SHA-256: {letter?.sha256.replace(/(.{4})(?=.)/g, '$1 ')}</p>
    </section>
  )
}
