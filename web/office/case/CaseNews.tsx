import type { CaseEvent } from '../../../wire/case.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { Banner, Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { More } from '../../ui/More.tsx'
import { useWords } from '../../words.ts'
import { eventActor, eventLine } from './event-words.ts'
import type { CaseNewsState } from './use-case-news.ts'

/**
 * Who else has it open, and what they have done meanwhile: at the lower edge of the window, so that nothing that is
 * read or typed moves. The page is new already.
 */
export function CaseNews({ news }: { news: CaseNewsState }) {
  const words = useWords('case')
  const { present, events, gone, putAway } = news
  const last = events.at(-1)
  const quiet = present.length === 0 && !gone && last === undefined
  return (
    <div aria-live="polite" className={quiet ? undefined : 'case-news no-print'}>
      {present.map(({ staffId, name, doing }) => (
        <Note key={staffId} icon={doing === 'writing' ? 'pencil' : 'person'}>
          {fill(words[doing], { name })}
        </Note>
      ))}
      {gone && (
        <Banner kind="wait" icon="lock" title={words.goneTitle}>
          <p>{words.goneHint}</p>
        </Banner>
      )}
      {last !== undefined && (
        <Banner
          kind="wait"
          icon="warning"
          title={words.changedTitle}
          action={
            <Button kind="secondary" small onPress={putAway}>
              {words.changedClose}
            </Button>
          }
        >
          <Line event={last} />
          {events.length > 1 && (
            <More title={fill(words.changedMore, { n: events.length - 1 })}>
              <ul className="plain">
                {events
                  .slice(0, -1)
                  .toReversed()
                  .map((event) => (
                    <li key={event.seq}>
                      <Line event={event} />
                    </li>
                  ))}
              </ul>
            </More>
          )}
          <p className="meta">{words.changedHint}</p>
        </Banner>
      )}
    </div>
  )
}

function Line({ event }: { event: CaseEvent }) {
  const words = useWords('case')
  return (
    <p>
      {eventLine(event, words)} ·&nbsp;{eventActor(event, words)} ·&nbsp;{shortMoment(event.at)}
    </p>
  )
}
