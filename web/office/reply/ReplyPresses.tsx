import type { Reply } from '../../../wire/reply.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { DiscardDraft } from './DiscardDraft.tsx'
import type { Busy } from './use-reply-acts.ts'

interface ReplyPressesProps {
  readonly kind: Reply['kind']
  /** One person decides: the letters are shown before they are sent. */
  readonly alone: boolean
  readonly busy: Busy
  /** Why it can't be handed on now, in words. */
  readonly reason: string | null
  readonly onUnavailable: () => void
  readonly onLook: () => void
  /** Null: it is not this person's to throw away. */
  readonly discard: (() => Promise<unknown>) | null
}

/** What can be done with a letter that is written: hand it on, look at it, throw it away. */
export function ReplyPresses(props: ReplyPressesProps) {
  const { kind, alone, busy, reason, onUnavailable, onLook, discard } = props
  const words = useWords('reply')
  const looking = busy === 'previewing' && words.preparing
  return (
    <div className="actions near">
      <Button
        submit
        busy={(busy === 'proposing' && words.proposing) || (alone && looking)}
        unavailable={reason !== null}
        describedBy={reason === null ? 'reply-note' : 'reply-reason reply-note'}
        onUnavailable={onUnavailable}
      >
        {alone ? words.send[kind] : words.propose}
      </Button>
      {!alone && (
        <Button kind="plain" icon="eye" busy={looking} onPress={onLook}>
          {words.preview}
        </Button>
      )}
      {discard !== null && <DiscardDraft busy={busy === 'discarding'} discard={discard} />}
    </div>
  )
}
