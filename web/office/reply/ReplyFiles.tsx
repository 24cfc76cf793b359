import { call, upload } from '../../api.ts'
import { useWords } from '../../words.ts'
import { StaffFiles } from '../StaffFiles.tsx'
import type { ReplySaving } from './reply-saving.ts'
import { useDraft } from './use-replies.ts'

/** The files that go with the letter. The first of them begins the reply, as the first key does. */
export function ReplyFiles({ saving, onFault }: { saving: ReplySaving; onFault: (error: unknown) => void }) {
  const words = useWords('reply')
  const { reply } = useDraft(saving)
  const begun = async () => {
    const there = await saving.begun()
    if (there === null) throw new Error('no reply to put a file to')
    return { replyId: there.id }
  }
  return (
    <StaffFiles
      id="files"
      of={words.replyFiles}
      uploads={reply?.files ?? []}
      put={async (file, onProgress) =>
        upload('POST /api/office/replies/:replyId/files', { params: await begun(), file, onProgress })
      }
      discard={async (fileId) =>
        call('DELETE /api/office/replies/:replyId/files/:fileId', { params: { ...(await begun()), fileId } })
      }
      onChange={() => saving.refresh().catch(onFault)}
      button={{ label: words.attach, children: words.attach }}
    />
  )
}
