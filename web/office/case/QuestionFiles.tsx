import type { FileRow, NearLimitRow } from '../../../wire/attachment.ts'
import { fill } from '../../../words/fill.ts'
import { call, upload } from '../../api.ts'
import { useWords } from '../../words.ts'
import { StaffFiles } from '../StaffFiles.tsx'

interface QuestionFilesProps {
  readonly appealId: string
  readonly id: string
  /** What they go with, for screen readers. */
  readonly of: string
  readonly uploads: readonly FileRow[]
  readonly nearLimits: readonly NearLimitRow[]
  readonly onChange: (uploads: FileRow[]) => void
}

/** Files that go with a question or its answer. */
export function QuestionFiles({ appealId, id, of, uploads, nearLimits, onChange }: QuestionFilesProps) {
  const words = useWords('case')
  const params = { id: appealId }
  return (
    <StaffFiles
      id={id}
      of={of}
      uploads={uploads}
      nearLimits={nearLimits}
      put={(file, onProgress) =>
        upload('POST /api/office/appeals/:id/question-files', { params, file, onProgress })
      }
      discard={(fileId) =>
        call('DELETE /api/office/appeals/:id/question-files/:fileId', { params: { ...params, fileId } })
      }
      onChange={onChange}
      button={{ label: fill(words.attachOf, { to: of }), plain: true, children: words.attach }}
    />
  )
}
