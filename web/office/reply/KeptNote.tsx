import { formatTime } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { NotKept } from '../../ui/NotKept.tsx'
import { useWords } from '../../words.ts'
import type { ReplySaving } from './reply-saving.ts'
import { useDraft } from './use-replies.ts'

/** Whether what was typed is on the server: quiet while it is, loud and with a way out when it is not. */
export function KeptNote({ saving }: { saving: ReplySaving }) {
  const words = useWords('reply')
  const { keeping, keptAt } = useDraft(saving)
  switch (keeping.kind) {
    case 'kept':
      return <p className="meta kept">{keptAt !== null && fill(words.kept, { time: formatTime(keptAt) })}</p>
    case 'keeping':
      return <p className="meta kept">{words.keeping}</p>
    case 'notKept':
    case 'signedOut':
    case 'refused':
      return (
        <NotKept
          again={words.keepNow}
          onAgain={() => void saving.flush()}
          why={
            keeping.kind === 'refused'
              ? fill(words.notKeptRefused, { reason: keeping.problem?.detail ?? '' })
              : keeping.kind === 'signedOut'
                ? words.notKeptSignedOut
                : words.notKept
          }
        />
      )
    default:
      return null
  }
}
