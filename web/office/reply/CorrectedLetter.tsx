import type { OfficeAppeal } from '../../../wire/office.ts'
import { fill } from '../../../words/fill.ts'
import { longMoment } from '../../appeal/dates.ts'
import { useLanguage, useWords } from '../../words.ts'

/** Which letter a correction is of. */
export function CorrectedLetter({ appeal, letterId }: { appeal: OfficeAppeal; letterId: string }) {
  const words = useWords('reply')
  const language = useLanguage()
  const letter = appeal.correspondence.find(({ id }) => id === letterId)
  if (letter === undefined) return null
  const name = letter.outgoing === null ? longMoment(letter.sentAt, language) : `№ ${letter.outgoing.number}`
  return <p className="hint">{fill(words.corrects, { letter: name })}</p>
}
