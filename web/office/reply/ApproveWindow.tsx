import type { Reply } from '../../../wire/reply.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words.ts'
import { sendingComes } from './sending-comes.ts'

interface ApproveWindowProps {
  readonly reply: Reply
  readonly seals: boolean
  readonly busy: boolean
  readonly onApprove: () => void
  readonly onClose: () => void
}

/** The one question before a letter is let go: what happens, and that nothing brings it back. */
export function ApproveWindow({ reply, seals, busy, onApprove, onClose }: ApproveWindowProps) {
  const words = useWords('reply')
  const site = useWords('site')
  return (
    <Dialog
      title={words.approveTitle}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="plain" onPress={onClose} unavailable={busy}>
            {site.cancel}
          </Button>
          <Button icon="shield" onPress={onApprove} busy={busy && words.approving}>
            {seals ? words.approveSeal : words.approve}
          </Button>
        </>
      }
    >
      <div className="stack tight">
        {sendingComes(reply, reply.appeal.client, words).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </Dialog>
  )
}
