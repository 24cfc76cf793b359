import { useEffect, useState } from 'react'
import { toIso } from '../../domain/calendar/instant.ts'
import { fill } from '../../words/fill.ts'
import { longMoment } from '../appeal/dates.ts'
import { useServerNow, useSession } from '../session.tsx'
import { useLanguage, useWords } from '../words.ts'

/** On paper alone: which filters were on, who printed it and when. Pages are numbered by the style of print. */
export function PrintedBy({ on = [] }: { on?: readonly string[] }) {
  const words = useWords('areas')
  const language = useLanguage()
  const now = useServerNow()
  const name = useSession().session.person?.fullName ?? ''
  const [at, setAt] = useState(now)
  useEffect(() => {
    // The moment of printing, not of the page's last change.
    const say = () => setAt(now())
    say()
    addEventListener('beforeprint', say)
    return () => removeEventListener('beforeprint', say)
  }, [now])
  return (
    <p className="only-print">
      {on.length > 0 && (
        <>
          {on.join('; ')}
          <br />
        </>
      )}
      {fill(words.printed, { name, date: longMoment(toIso(at), language) })}
    </p>
  )
}
