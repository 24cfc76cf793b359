import { formatTime } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { NotKept } from '../../ui/NotKept.tsx'
import { useWords } from '../../words.ts'
import { useJourney } from './journey-page.ts'

/** Whether what was typed is on the server: quiet while it is, loud and with a way out when it is not. */
export function SavingNote() {
  const words = useWords('writing')
  const { draft, state, saving } = useJourney()
  switch (state.kind) {
    case 'saved':
      return (
        <p className="meta push">{fill(words.saved, { time: formatTime(Date.parse(draft.updatedAt)) })}</p>
      )
    case 'saving':
      return <p className="meta push">{words.saving}</p>
    case 'notSaved':
    case 'signedOut':
    case 'refused':
      return (
        <NotKept
          again={words.saveNow}
          onAgain={() => void saving.flush()}
          why={
            state.kind === 'refused'
              ? fill(words.notSavedRefused, { reason: state.problem.detail })
              : state.kind === 'signedOut'
                ? words.notSavedSignedOut
                : words.notSaved
          }
        />
      )
    default:
      return null
  }
}
