import type { CaseEvent } from '../../../wire/case.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { Icon } from '../../ui/Icon.tsx'
import { More } from '../../ui/More.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useWords } from '../../words.ts'
import { eventActor, eventLine } from './event-words.ts'

/** How many lines are seen at once. */
const shownAtOnce = 5

/** The whole history, the newest first; a line that the client sees too has an eye. */
export function CaseHistory({ history }: { history: readonly CaseEvent[] }) {
  const words = useWords('case')
  const rows = history.toReversed()
  return (
    <section className="stack tight" aria-labelledby="h-history">
      <h3 id="h-history">{words.history}</h3>
      <Log rows={rows.slice(0, shownAtOnce)} />
      {rows.length > shownAtOnce && (
        <More title={fill(words.wholeHistory, { n: rows.length })}>
          <Log rows={rows.slice(shownAtOnce)} />
        </More>
      )}
    </section>
  )
}

function Log({ rows }: { rows: readonly CaseEvent[] }) {
  const words = useWords('case')
  return (
    <ul className="log plain">
      {rows.map((event) => (
        <li key={event.seq}>
          <time dateTime={event.at} className="meta">
            {shortMoment(event.at)}
          </time>
          <span>
            <NoBreak text={eventLine(event, words)} /> ·&nbsp;
            <NoBreak text={eventActor(event, words)} />
            {event.clientSees && (
              <>
                {' '}
                <span className="nowrap">
                  ·{' '}
                  <span className="mini meta">
                    <Icon name="eye" size={18} />
                    {words.clientSees}
                  </span>
                </span>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
