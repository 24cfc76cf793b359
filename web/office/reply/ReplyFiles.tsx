import { call } from '../../api.ts'
import { useSendingFiles } from '../../cabinet/documents/use-sending-files.ts'
import { useWords } from '../../words.ts'
import { StaffFiles } from '../StaffFiles.tsx'
import type { ReplySaving } from './reply-saving.ts'
import { sendReplyFile } from './send-reply-file.ts'
import { useDraft } from './use-replies.ts'

/** The files that go with the letter. The first of them begins the reply, as the first key does. */
export function ReplyFiles({ saving, onFault }: { saving: ReplySaving; onFault: (error: unknown) => void }) {
  const words = useWords('reply')
  const { reply } = useDraft(saving)
  const send = useSendingFiles(sendReplyFile)
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
      nearLimits={reply?.nearLimits?.filter(({ limit }) => limit !== 'takeOversToday') ?? []}
      put={async (file, onProgress) => send((await begun()).replyId, file, onProgress)}
      discard={async (fileId) =>
        call('DELETE /api/office/replies/:replyId/files/:fileId', { params: { ...(await begun()), fileId } })
      }
      onChange={() => saving.refresh().catch(onFault)}
      button={{ label: words.attach, children: words.attach }}
    />
  )
}
