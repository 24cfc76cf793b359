import { useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { RetryWait } from '../../cabinet/documents/retry-wait.ts'
import { percentOf } from '../../cabinet/documents/uploads.ts'
import { useSession } from '../../session.tsx'
import { useWords } from '../../words.ts'
import { type Held, StaffFiles } from '../StaffFiles.tsx'
import type { ReplySaving } from './reply-saving.ts'
import { sendReplyFile } from './send-reply-file.ts'
import { useDraft } from './use-replies.ts'

/** The files that go with the letter. The first of them begins the reply, as the first key does. */
export function ReplyFiles({ saving, onFault }: { saving: ReplySaving; onFault: (error: unknown) => void }) {
  const words = useWords('reply')
  const { reply } = useDraft(saving)
  const send = useSending()
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

/** Files on their way go on when the line or the session is back, and end with the page. */
function useSending() {
  const { ended } = useSession()
  const [wait] = useState(
    () =>
      new RetryWait((act, ms) => {
        const timer = setTimeout(act, ms)
        return () => clearTimeout(timer)
      }),
  )
  const [leaving] = useState(() => ({ now: new AbortController() }))
  useEffect(() => {
    if (!ended) wait.wake()
  }, [ended, wait])
  useEffect(() => {
    const online = () => wait.wake()
    leaving.now = new AbortController()
    addEventListener('online', online)
    return () => {
      removeEventListener('online', online)
      leaving.now.abort()
    }
  }, [wait, leaving])
  return (replyId: string, file: File, onProgress: (percent: number, held?: Held) => void) =>
    sendReplyFile(replyId, file, {
      wait,
      signal: leaving.now.signal,
      onWay: (way) => onProgress(percentOf(way.sent, file.size), way.kind === 'paused' ? way.why : undefined),
    })
}
