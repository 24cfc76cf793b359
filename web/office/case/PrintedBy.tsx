import { useEffect, useState } from 'react'
import { toIso } from '../../../domain/calendar/instant.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { useServerNow, useSession } from '../../session.tsx'
import { useWords } from '../../words.ts'

/** On paper alone: who printed it and when. */
export function PrintedBy() {
  const words = useWords('case')
  const now = useServerNow()
  const { person } = useSession().session
  const [at, setAt] = useState(now)
  useEffect(() => {
    const say = () => setAt(now())
    say()
    addEventListener('beforeprint', say)
    return () => removeEventListener('beforeprint', say)
  }, [now])
  return (
    <p className="print-by">
      {fill(words.printedBy, { name: person?.shortName ?? '', at: shortMoment(toIso(at)) })}
    </p>
  )
}
