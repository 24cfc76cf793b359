import { fill } from '../../../words/fill.ts'
import { longMoment } from '../../appeal/dates.ts'
import { useServerNow, useSession } from '../../session.tsx'
import { useLanguage, useWords } from '../../words.ts'

/** Only on paper: which filters, who printed it and when. Pages are numbered by the style of print. */
export function PrintFoot({ on }: { on: readonly string[] }) {
  const words = useWords('queue')
  const language = useLanguage()
  const name = useSession().session.person?.fullName ?? ''
  const date = longMoment(new Date(useServerNow()()).toISOString(), language)
  return (
    <p className="only-print">
      {on.join('; ')} {fill(words.printed, { name, date })}
    </p>
  )
}
