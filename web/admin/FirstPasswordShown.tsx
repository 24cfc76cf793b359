import { fill } from '../../words/fill.ts'
import type { ResponseOf } from '../api.ts'
import { shortMoment } from '../appeal/dates.ts'
import { Banner } from '../ui/Banner.tsx'
import { useWords } from '../words.ts'

/** A password that was made for somebody, to be read aloud or written down: it is shown only now. */
export function FirstPasswordShown({
  password,
  passwordUntil,
}: ResponseOf<'POST /api/office/people/:id/password'>) {
  const words = useWords('people')
  return (
    <Banner kind="wait" icon="key" title={words.firstPasswordTitle} role="status">
      <p>{fill(words.firstPasswordOnce, { date: shortMoment(passwordUntil) })}</p>
      <p className="secret first-password">{password}</p>
      <p className="meta">{words.firstPasswordRead}</p>
    </Banner>
  )
}
