import { type DragEvent, type ReactNode, useState } from 'react'
import type { DocumentSlot } from '../../../domain/attachment/document-slot.ts'
import { fill } from '../../../words/fill.ts'
import { formatMoneySign } from '../../../words/money.ts'
import { FileButton } from '../../ui/FileButton.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { AttachedFile } from './AttachedFile.tsx'
import { useJourney } from './journey-page.ts'
import { SendingFile } from './SendingFile.tsx'
import type { Upload } from './uploads.ts'

interface DocumentPlaceProps {
  readonly slot: DocumentSlot
  readonly name: string
  readonly isReceipt: boolean
  readonly sending: readonly Upload[]
}

/** §7: one document of the list: what is there, what is on its way, and room for more. Takes dropped files too. */
export function DocumentPlace({ slot, name, isReceipt, sending }: DocumentPlaceProps) {
  const words = useWords('writing')
  const site = useWords('site')
  const language = useLanguage()
  const { draft, uploads } = useJourney()
  const [over, setOver] = useState(false)
  const attached = draft.attachments.filter(({ document }) => document === slot.document)
  const coming = sending.filter(({ state }) => state.kind !== 'refused')
  const room = attached.length + coming.length < slot.max
  const take = (files: readonly File[]) => uploads.add(slot, files, draft.attachments)
  const action = attached.length > 0 ? words.anotherFile : isReceipt ? words.chooseReceipt : words.chooseFile
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      take([...event.dataTransfer.files])
    },
  }
  const wrong = sending.some(({ state }) => state.kind === 'refused')
  const enough = attached.length >= slot.min && attached.length > 0
  const look = ['slot', wrong ? 'bad' : enough ? '' : 'missing', over ? 'over' : ''].filter(Boolean).join(' ')
  return (
    <li className={look} {...drop}>
      <div className="slot-head">
        <h3 className="part">
          {name}
          {!slot.required && <span className="optional"> {site.optional}</span>}
        </h3>
        <StateWord slot={slot} sending={sending} enough={enough} />
      </div>
      {attached.map((file) => (
        <AttachedFile key={file.id} file={file} focusAfter={`file-${slot.document}`} />
      ))}
      {sending.map((upload) => (
        <SendingFile key={upload.key} upload={upload} slot={slot} />
      ))}
      {room && (
        <>
          {isReceipt && (
            <p className="hint meta">
              {fill(words.receiptHint, { amount: formatMoneySign(draft.fee?.feeTiyn ?? 0, language) })}
            </p>
          )}
          <div className="drop">
            <FileButton
              id={`file-${slot.document}`}
              multiple={slot.max - attached.length > 1}
              label={fill(words.ofFile, { action, name })}
              onFiles={take}
            >
              {action}
            </FileButton>
            <span className="meta only-desk">{words.orDrop}</span>
          </div>
        </>
      )}
    </li>
  )
}

interface StateWordProps {
  readonly slot: DocumentSlot
  readonly sending: readonly Upload[]
  readonly enough: boolean
}

/** Қажет, Жүктелуде, Қосылды or what is wrong: word, sign and colour. */
function StateWord({ slot, sending, enough }: StateWordProps) {
  const words = useWords('writing')
  const way = sending.find(({ state }) => state.kind !== 'refused')
  if (sending.some(({ state }) => state.kind === 'refused')) return word('bad', 'warning', words.slotWrong)
  if (way !== undefined) {
    const percent = way.state.kind === 'sending' ? way.state.percent : 0
    return word('go', 'upload', fill(words.slotSending, { percent }))
  }
  if (enough) return word('ok', 'done', words.slotAdded)
  return slot.required ? word('need', 'dashed', words.slotNeeded) : null
}

function word(kind: string, icon: IconName, text: string): ReactNode {
  return (
    <span className={`state-word ${kind}`}>
      <Icon name={icon} />
      {text}
    </span>
  )
}
