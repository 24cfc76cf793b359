import { useState } from 'react'
import { fileUrl } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { FileList, FileRow } from '../../ui/FileList.tsx'
import { useWords } from '../../words.ts'
import type { MessageSaving } from './message-saving.ts'
import { useSnapshot } from './use-message.ts'

/** The appeal has closed under a message that is not sent: text and files to take away, and letting go of them. */
export function Over({ saving }: { saving: MessageSaving }) {
  const words = useWords('thread')
  const site = useWords('site')
  const { draft, text } = useSnapshot(saving)
  const [asking, setAsking] = useState(false)
  return (
    <div className="stack no-print">
      <Note kind="wait" icon="warning">
        {words.over}
      </Note>
      {text !== '' && (
        <TextArea id="message-text" rows={3} label={words.text} value={text} onChange={() => {}} readOnly />
      )}
      {draft !== null && draft.files.length > 0 && (
        <FileList label={words.filesOf}>
          {draft.files.map(({ id: fileId, name, size }) => (
            <FileRow
              key={fileId}
              name={name}
              size={size}
              href={fileUrl('GET /api/submissions/:id/files/:fileId', { params: { id: draft.id, fileId } })}
            />
          ))}
        </FileList>
      )}
      <div>
        <Button kind="danger" small icon="bin" label={words.discard} onPress={() => setAsking(true)}>
          {site.delete}
        </Button>
      </div>
      {asking && <DiscardWindow saving={saving} onClose={() => setAsking(false)} />}
    </div>
  )
}

/** Deleting is asked about, since it can't be undone. */
function DiscardWindow({ saving, onClose }: { saving: MessageSaving; onClose: () => void }) {
  const words = useWords('thread')
  const site = useWords('site')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const discard = async () => {
    setBusy(true)
    setFault(await saving.discard())
    setBusy(false)
  }
  return (
    <Dialog
      title={words.discardTitle}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="plain" onPress={onClose}>
            {site.cancel}
          </Button>
          <Button onPress={() => void discard()} busy={busy && words.discarding}>
            {words.discard}
          </Button>
        </>
      }
    >
      <ErrorSummary lines={fault === null ? [] : [{ text: faultWords(fault, site) }]} />
      <p>{words.discardText}</p>
    </Dialog>
  )
}
