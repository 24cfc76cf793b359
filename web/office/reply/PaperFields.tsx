import { useId } from 'react'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { paperLimits } from '../../../domain/reply/asked-papers.ts'
import { fill } from '../../../words/fill.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import type { KindFieldsProps } from './KindFields.tsx'

/** What the letter asks of the client: papers by name, and the day. From these the client gets the places to fill. */
export function PaperFields({ kind, content, limits, onChange, errorAt }: KindFieldsProps) {
  const words = useWords('reply')
  const names = useId()
  const { papers } = content
  const error = errorAt('papers')
  // Until the letter goes a paper is its place in the list.
  const placed = papers.map((one, place) => ({ ...one, place }))
  const put = (place: number, change: Partial<(typeof papers)[number]>) =>
    onChange({ papers: papers.map((one, index) => (index === place ? { ...one, ...change } : one)) })
  return (
    <>
      <fieldset className={error === undefined ? 'field' : 'field wrong'} id="papers" tabIndex={-1}>
        <legend className="label">{kind === 'papers' ? words.papers : words.papersWithMore}</legend>
        {error !== undefined && <FieldError id="papers-error">{error}</FieldError>}
        <datalist id={names}>
          {limits.documents.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {papers.length > 0 && (
          <ol className="asked-papers">
            {placed.map(({ name, note, place }) => (
              <li key={place}>
                <Icon name="file" />
                <div className="stack tight">
                  <div className="field">
                    <label htmlFor={`paper-name-${place}`}>{words.paperName}</label>
                    <input
                      id={`paper-name-${place}`}
                      className="input"
                      list={names}
                      autoComplete="off"
                      maxLength={paperLimits.name}
                      lang={limits.language}
                      value={name}
                      onChange={({ target }) => put(place, { name: target.value })}
                    />
                  </div>
                  <div className="field">
                    <label htmlFor={`paper-note-${place}`}>
                      {words.paperNote} <Optional />
                    </label>
                    <input
                      id={`paper-note-${place}`}
                      className="input"
                      autoComplete="off"
                      maxLength={paperLimits.note}
                      lang={limits.language}
                      value={note}
                      onChange={({ target }) => put(place, { note: target.value })}
                    />
                  </div>
                </div>
                <button
                  type="button"
                  className="close"
                  aria-label={fill(words.removePaper, {
                    name: name.trim() || fill(words.paperNameless, { n: place + 1 }),
                  })}
                  onClick={() => {
                    onChange({ papers: papers.filter((_, index) => index !== place) })
                    document.getElementById('papers')?.focus()
                  }}
                >
                  <Icon name="bin" />
                </button>
              </li>
            ))}
          </ol>
        )}
        {papers.length < paperLimits.slots && (
          <div>
            <Button
              kind="secondary"
              small
              icon="plus"
              onPress={() => onChange({ papers: [...papers, { name: '', note: '' }] })}
            >
              {words.addPaper}
            </Button>
          </div>
        )}
      </fieldset>
      {papers.length > 0 && <PapersDay content={content} onChange={onChange} error={errorAt('papersBy')} />}
    </>
  )
}

function Optional() {
  return <span className="optional">{useWords('site').optional}</span>
}

function PapersDay({
  content,
  onChange,
  error,
}: Pick<KindFieldsProps, 'content' | 'onChange'> & { error: string | undefined }) {
  const words = useWords('reply')
  const today = plainDate(useSession().session.today)
  return (
    <DateField
      id="papersBy"
      label={words.papersBy}
      name={words.papersBy}
      hint={words.papersByHint}
      value={content.papersBy}
      onChange={(papersBy) => onChange({ papersBy })}
      today={today}
      min={today}
      error={error}
    />
  )
}
