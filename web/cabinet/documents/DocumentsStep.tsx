import { useEffect, useState, useSyncExternalStore } from 'react'
import { missingOn } from '../../../domain/appeal/journey.ts'
import { receiptDocument } from '../../../domain/attachment/document-slot.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { formatSizeLimit } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { LanguageMenu } from '../../frame/LanguageMenu.tsx'
import { useTitle } from '../../frame/Page.tsx'
import { HelpLink } from '../../help/HelpLink.tsx'
import { useSession } from '../../session.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney, useMoves } from '../draft/journey-page.ts'
import { LeaveButton } from '../draft/LeaveButton.tsx'
import { SavingNote } from '../draft/SavingNote.tsx'
import { helpOf } from '../draft/StepHead.tsx'
import { NearLimits } from '../NearLimits.tsx'
import { AppealAside } from './AppealAside.tsx'
import { AttachedFile } from './AttachedFile.tsx'
import { DocumentPlace } from './DocumentPlace.tsx'
import { useScanWatch } from './ScanNote.tsx'

const nothingMissing: readonly SummaryLine[] = []

/** §7: the window «Файлдар» over the letter: documents by the list, each in its own place. */
export function DocumentsStep() {
  const words = useWords('writing')
  const files = useWords('files')
  const site = useWords('site')
  const language = useLanguage()
  const { company, fileLimits } = useSession().session
  const { draft, way, uploads, sending } = useJourney()
  const moves = useMoves('documents')
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const nameOf = (document: string): string => draft.documents[document]?.[language] ?? document
  const lacking = missingOn('documents', way)
  const missing = lacking.filter(({ refusal }) => !isHold(refusal)).map(({ field }) => field)
  const incomplete = lacking.length > 0 || uploads.busy
  useTitle(words.steps.documents, { hasErrors: incomplete && lines.length > 0 })
  const sayMissing = () =>
    setLines([
      ...lacking.map(({ field, refusal: { code } }) => ({
        field: controlOf(field),
        text: fill(sayings[code] ?? words.addDocument, { document: nameOf(field) }),
      })),
      ...(uploads.busy ? [{ text: words.stillSending }] : []),
    ])
  const sayings: Record<string, string> = {
    file_infected: files.infectedMissing,
    file_checking: files.checkingMissing,
  }
  const controlOf = (document: string): string => {
    const held = draft.attachments.find((file) => file.document === document && file.hold !== null)
    return held === undefined ? `file-${document}` : `replace-${held.id}`
  }
  const unfinished = useSyncExternalStore(uploads.subscribe, uploads.unfinished)
  useEffect(() => {
    void uploads.look()
  }, [uploads])
  useScanWatch()
  useDropsElsewhere()
  const before = way.steps.includes('payment') ? 'payment' : 'letter'
  return (
    <Dialog
      full
      title={words.documentsTitle}
      above={
        <>
          <p className="meta strong">
            {fill(site.stepOf, { current: way.steps.indexOf('documents') + 1, total: way.steps.length })}
          </p>
          <LanguageMenu />
        </>
      }
      beside={<HelpLink section={helpOf.documents} />}
      onClose={() => moves.to(before)}
      foot={
        <>
          <LeaveButton />
          <Button
            unavailable={incomplete}
            onUnavailable={sayMissing}
            describedBy="missing-documents"
            onPress={() => moves.next(way)}
          >
            {site.next}
          </Button>
        </>
      }
    >
      <ErrorSummary lines={incomplete ? lines : nothingMissing} />
      <p className="hint">
        {fill(words.documentsRules, { size: formatSizeLimit(fileLimits.maxBytes, language) })}{' '}
        {files.photosFit}
      </p>
      <div className="split with-aside">
        <div className="stack">
          {way.slots.length === 0 && <p>{words.noDocuments}</p>}
          <ol className="slots">
            {way.slots.map((slot) => (
              <DocumentPlace
                key={slot.document}
                slot={slot}
                name={nameOf(slot.document)}
                isReceipt={slot.document === receiptDocument}
                sending={sending.filter(({ document }) => document === slot.document)}
                unfinished={unfinished.filter(({ document }) => document === slot.document)}
              />
            ))}
          </ol>
          <FilesNotAsked />
          <NearLimits limits={draft.nearLimits ?? []} />
          <Note>
            <b>{fill(words.responsibility, { company: company.shortName[language] })}</b>
          </Note>
          <p className="meta" id="missing-documents" role="status">
            {incomplete && words.allNeeded}{' '}
            {missing.length > 0 && fill(words.stillMissing, { list: missing.map(nameOf).join(', ') })}
            {uploads.busy && ` ${words.stillSending}`}
            {lacking.some(({ refusal }) => refusal.code === 'file_checking') && ` ${files.stillChecking}`}
          </p>
          <Spoken />
          <SavingNote />
        </div>
        <AppealAside />
      </div>
    </Dialog>
  )
}

const isHold = ({ code }: Refusal): boolean => code === 'file_infected' || code === 'file_checking'

/** The way of the files for those who do not see it: begun, half, cut, going on, added; not each percent. */
function Spoken() {
  const { uploads } = useJourney()
  const files = useWords('files')
  const said = useSyncExternalStore(uploads.subscribe, uploads.said)
  return (
    <p className="hide" aria-live="polite">
      {said !== null && fill(files.said[said.what], { name: said.name })}
    </p>
  )
}

/** A file dropped beside every slot would take the page away with it. */
function useDropsElsewhere(): void {
  useEffect(() => {
    const stop = (event: DragEvent) => event.preventDefault()
    addEventListener('dragover', stop)
    addEventListener('drop', stop)
    return () => {
      removeEventListener('dragover', stop)
      removeEventListener('drop', stop)
    }
  }, [])
}

/** Files that stayed from another type or way to pay: they would go with the letter, so they are shown. */
function FilesNotAsked() {
  const words = useWords('writing')
  const { draft, way } = useJourney()
  const asked = new Set(way.slots.map(({ document }) => document))
  const files = draft.attachments.filter(({ document }) => !asked.has(document))
  if (files.length === 0) return null
  return (
    <section className="slot" aria-labelledby="not-asked">
      <h3 className="part" id="not-asked" tabIndex={-1}>
        {words.notAsked}
      </h3>
      <p className="hint meta">{words.notAskedHint}</p>
      {files.map((file) => (
        <AttachedFile key={file.id} file={file} focusAfter="not-asked" notAsked />
      ))}
    </section>
  )
}
