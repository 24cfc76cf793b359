import { useState } from 'react'
import { localDate } from '../../../domain/calendar/instant.ts'
import type { AttachmentRow } from '../../../wire/attachment.ts'
import { formatLongDate, formatTime } from '../../../words/dates.ts'
import { formatFileSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { withFittingPhotos } from './fit-photo.ts'
import { ScanNote } from './ScanNote.tsx'

interface AttachedFileProps {
  readonly file: AttachmentRow
  /** Where the focus goes when the file is taken away. */
  readonly focusAfter: string
  /** A file that the appeal does not ask for any more can only be taken away. */
  readonly notAsked?: boolean
}

/** A file in its place: full name, size, when; to be looked at, replaced or taken away. */
export function AttachedFile({ file, focusAfter, notAsked }: AttachedFileProps) {
  const words = useWords('writing')
  const files = useWords('files')
  const site = useWords('site')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const { draft, saving, uploads } = useJourney()
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  const params = { id: draft.id, fileId: file.id }
  const label = (action: string) => fill(words.ofFile, { action, name: file.name })
  const remove = async () => {
    setBusy(true)
    setFailed(false)
    try {
      await call('DELETE /api/drafts/:id/attachments/:fileId', { params })
      await saving.refresh()
      document.getElementById(focusAfter)?.focus()
    } catch {
      setFailed(true)
      setBusy(false)
    }
  }
  const at = Date.parse(file.createdAt)
  const extension = file.name.slice(file.name.lastIndexOf('.') + 1).toUpperCase()
  const meta = [
    extension,
    formatFileSize(file.size, language),
    formatLongDate(localDate(at), language),
    formatTime(at),
  ].join(', ')
  return (
    <div className="file">
      <Icon name="file" size={22} />
      <div>
        <p className="name">{file.name}</p>
        <p className="meta">{meta}</p>
        <ScanNote file={file} />
        {failed && (
          <p className="error" role="alert">
            {words.removeFailed}
          </p>
        )}
      </div>
      <div className="buttons">
        {file.scan !== 'infected' && (
          <a
            className="button plain small"
            href={fileUrl('GET /api/drafts/:id/attachments/:fileId', { params })}
            download={file.name}
            aria-label={fill(files.downloadFile, {
              name: file.name,
              size: formatFileSize(file.size, language),
            })}
          >
            {site.download}
          </a>
        )}
        {!notAsked && (
          <FileButton
            plain
            id={`replace-${file.id}`}
            label={label(words.replaceFile)}
            onFiles={(files) =>
              withFittingPhotos(
                files.slice(0, 1),
                fileLimits.maxBytes,
                ([chosen]) => chosen && uploads.replace(file.document, file.id, chosen, fileLimits),
              )
            }
          >
            {words.replaceFile}
          </FileButton>
        )}
        <Button
          kind="danger"
          small
          label={label(words.removeFile)}
          busy={busy && words.saving}
          onPress={() => void remove()}
        >
          {words.removeFile}
        </Button>
      </div>
    </div>
  )
}
