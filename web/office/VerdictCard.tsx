import type { OfficeAppeal } from '../../wire/office.ts'
import { fill } from '../../words/fill.ts'
import { shortMoment } from '../appeal/dates.ts'
import { SignatureLine } from '../appeal/Signature.tsx'
import { useServerNow } from '../session.tsx'
import { Note } from '../ui/Banner.tsx'
import { useWords, type Words } from '../words.ts'

/**
 * A signature whose verdict is open or bad: why, how long it has waited, and what that blocks. A good one needs no
 * card.
 */
export function VerdictCard({ appeal }: { appeal: OfficeAppeal }) {
  const words = useWords('verdict')
  const now = useServerNow()
  const { signature, verdict } = appeal
  const open = signature.revocation === 'unknown'
  const bad = signature.revocation === 'revoked'
  if (!open && !bad) return null
  return (
    <section className="card stack" aria-labelledby="h-verdict">
      <h2 id="h-verdict">{words.cardTitle}</h2>
      <SignatureLine signature={signature} />
      <p>{codeInWords(signature.code, words)}</p>
      {bad && signature.revokedAt !== null && (
        <p>{fill(words.revokedSince, { date: shortMoment(signature.revokedAt) })}</p>
      )}
      {open && (
        <>
          <ul className="plain meta">
            <li>
              {fill(words.waitsSince, {
                date: shortMoment(signature.receivedAt),
                wait: waitInWords(now() - Date.parse(signature.receivedAt), words),
              })}
            </li>
            <li>
              {verdict.checks === 0
                ? words.askedNever
                : fill(words.asked, { n: verdict.checks, date: shortMoment(signature.checkedAt) })}
            </li>
            {verdict.nextAt !== null && <li>{fill(words.next, { date: shortMoment(verdict.nextAt) })}</li>}
          </ul>
          <Note kind="wait" icon="wait">
            {words.blocks}
          </Note>
        </>
      )}
      {bad && (appeal.returned === null || appeal.returned.reason === 'notConsidered') && (
        <Note kind="wait" icon="warning">
          {words.afterwards}
        </Note>
      )}
    </section>
  )
}

/** Why a verdict is open or bad; a code without words of its own is told as it is. */
function codeInWords(code: string, { codes }: Words<'verdict'>): string {
  const known = Object.entries(codes).find(([name]) => name === code && name !== 'other')
  return known === undefined ? fill(codes.other, { code }) : known[1]
}

function waitInWords(ms: number, words: Words<'verdict'>): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24]
  return days > 0 ? fill(words.days, { days, hours }) : fill(words.hours, { hours, minutes: minutes % 60 })
}
