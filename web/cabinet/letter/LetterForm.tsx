import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { LeaveButton } from '../draft/LeaveButton.tsx'
import { SavingNote } from '../draft/SavingNote.tsx'
import { FeeBox } from '../payment/FeeBox.tsx'
import { type FieldErrors, LetterFields } from './LetterFields.tsx'
import { LetterSheet } from './LetterSheet.tsx'
import { ForecastWords } from './SendingForecast.tsx'

interface LetterFormProps {
  readonly errors: FieldErrors
  readonly busy: boolean
  readonly onNext: () => void
}

/** §5: the letter that choosing the type unfolds: fields, and the sheet beside them or behind a button. */
export function LetterForm({ errors, busy, onNext }: LetterFormProps) {
  const words = useWords('writing')
  const site = useWords('site')
  const language = useLanguage()
  const { draft } = useJourney()
  const [previewing, setPreviewing] = useState(false)
  const wrong = new Set(errors.keys())
  const actions = (
    <div className="actions">
      {draft.type !== null && (
        <Button kind="secondary" icon="eye" className="only-narrow" onPress={() => setPreviewing(true)}>
          {words.preview}
        </Button>
      )}
      <Button submit busy={busy && words.saving}>
        {site.next}
      </Button>
      <LeaveButton />
      <SavingNote />
    </div>
  )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onNext()
      }}
    >
      {draft.typeCode !== null && (
        <section className="unfolded" aria-labelledby="fill">
          <h2 id="fill">{words.fillTitle}</h2>
          {draft.type === null ? (
            <Skeleton />
          ) : (
            <>
              <p className="hint">{draft.type.name[language]}</p>
              <div className="split">
                <div>
                  <div className="fields">
                    <LetterFields errors={errors} />
                    <FeeBox withLink />
                    {draft.forecast !== null && (
                      <div className="note forecast">
                        <Icon name="wait" />
                        <div>
                          <ForecastWords forecast={draft.forecast} />
                        </div>
                      </div>
                    )}
                  </div>
                  {actions}
                </div>
                <div className="letter-side">
                  <div className="sheet-cap">
                    <h3 className="part">{words.preview}</h3>
                    <span className="meta">{words.previewMarks}</span>
                  </div>
                  <LetterSheet wrong={wrong} />
                </div>
              </div>
            </>
          )}
        </section>
      )}
      {draft.type === null && actions}
      {previewing && (
        <Dialog
          wide
          title={words.preview}
          onClose={() => setPreviewing(false)}
          foot={
            <Button kind="secondary" onPress={() => setPreviewing(false)}>
              {words.backToFields}
            </Button>
          }
        >
          <p className="meta">{words.previewLater}</p>
          <LetterSheet wrong={wrong} />
        </Dialog>
      )}
    </form>
  )
}
