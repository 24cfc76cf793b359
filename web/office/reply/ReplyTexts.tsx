import type { ReactNode } from 'react'
import { parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import { type LetterLanguage, letterLanguages } from '../../../domain/language.ts'
import type { ReplyValues } from '../../../domain/reply/placeholder.ts'
import { replyLength } from '../../../domain/reply/reply-faults.ts'
import type { Reply } from '../../../wire/reply.ts'
import { formatLongDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choice.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { Modules } from './Modules.tsx'
import type { ReplyContent } from './reply-content.ts'
import { textId } from './reply-errors.ts'

interface ReplyTextsProps {
  /** Whether what was typed is on the server. */
  readonly kept: ReactNode
  readonly appealId: string
  readonly kind: Reply['kind']
  readonly content: ReplyContent
  /** What the appeal is written in. */
  readonly required: LetterLanguage
  readonly greeting: Readonly<Record<LetterLanguage, string>>
  /** The language shown; one that has something wrong is shown by who knows of it. */
  readonly shown: LetterLanguage
  readonly onShow: (language: LetterLanguage) => void
  readonly onChange: (next: Partial<ReplyContent>) => void
  readonly errorAt: (field: string) => string | undefined
}

/** The letter in both languages, one at a time; the appeal's own is required. */
export function ReplyTexts(props: ReplyTextsProps) {
  const { kept, appealId, kind, content, required, greeting, shown, onShow, onChange, errorAt } = props
  const words = useWords('reply')
  const names = { kk: words.languageKk, ru: words.languageRu }
  return (
    <>
      <Segments
        id="reply-language"
        wide
        legend={words.language}
        hint={fill(words.textHint, { language: names[required] })}
        value={shown}
        onChange={(value) => onShow(value === 'ru' ? 'ru' : 'kk')}
        options={letterLanguages.map((one) => ({
          value: one,
          label: (
            <LanguageLabel language={one} required={one === required} written={content[one].trim() !== ''} />
          ),
        }))}
      />
      <Modules
        appealId={appealId}
        kind={kind}
        language={shown}
        text={content[shown]}
        areaId={textId(shown)}
        values={valuesOf(content, shown)}
        onText={(text) => onChange({ [shown]: text })}
      />
      <div className="stack tight">
        <TextArea
          key={shown}
          id={textId(shown)}
          rows={11}
          lang={shown}
          label={fill(words.text, { language: names[shown] })}
          value={content[shown]}
          onChange={(text) => onChange({ [shown]: text })}
          maxLength={replyLength.most}
          countFrom={500}
          error={errorAt(textId(shown))}
        />
        <div className="row kept-row">
          <Button
            kind="plain"
            small
            icon="plus"
            onPress={() => onChange({ [shown]: `${greeting[shown]}\n\n${content[shown]}` })}
            unavailable={content[shown].includes(greeting[shown])}
          >
            {words.greeting}
          </Button>
          {kept}
        </div>
      </div>
    </>
  )
}

/** What the fields beside the text say already, as a letter in this language prints it. */
function valuesOf(content: ReplyContent, language: LetterLanguage): ReplyValues {
  const day = parsePlainDate(content.newDueDate)
  return {
    newDueDate: day === null ? null : formatLongDate(day, language),
    reason: content.reason.trim() === '' ? null : content.reason.trim(),
    receiver: content.receiverName.trim() === '' ? null : content.receiverName.trim(),
  }
}

interface LanguageLabelProps {
  readonly language: LetterLanguage
  readonly required: boolean
  readonly written: boolean
}

function LanguageLabel({ language, required, written }: LanguageLabelProps) {
  const words = useWords('reply')
  return (
    <span className="language-label">
      <span lang={language}>{language === 'kk' ? 'Қазақша' : 'Русский'}</span>
      {written ? (
        <>
          <Icon name="tick" size={18} />
          <span className="hide">{words.written}</span>
        </>
      ) : (
        required && <span className="meta">{words.needed}</span>
      )}
    </span>
  )
}
