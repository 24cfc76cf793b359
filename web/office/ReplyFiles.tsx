import type { OfficeAppeal } from '../../wire/office.ts'
import { call, upload } from '../api.ts'
import { useWords } from '../words.ts'
import { StaffFiles } from './StaffFiles.tsx'

interface ReplyFilesProps {
  readonly appeal: OfficeAppeal
  /** Why no file may be put up now, in words; null when it may. */
  readonly reason: string | null
  readonly onUnavailable: () => void
  readonly onChange: (uploads: OfficeAppeal['uploads']) => void
}

/** §10: the files that go with the answer. */
export function ReplyFiles({ appeal, reason, onUnavailable, onChange }: ReplyFilesProps) {
  const words = useWords('office')
  const params = { id: appeal.id }
  return (
    <StaffFiles
      id="files"
      of={words.replyFiles}
      uploads={appeal.uploads}
      put={(file, onProgress) => upload('POST /api/office/appeals/:id/uploads', { params, file, onProgress })}
      discard={(fileId) =>
        call('DELETE /api/office/appeals/:id/uploads/:fileId', { params: { ...params, fileId } })
      }
      onChange={onChange}
      button={{
        label: words.attach,
        unavailable: reason !== null,
        onUnavailable,
        describedBy: reason === null ? 'reply-note' : 'reply-reason',
        children: words.attach,
      }}
    />
  )
}
