import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { Banner, Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { eventActor, eventLine } from './event-words.ts'
import type { CaseNewsState } from './use-case-news.ts'

/** Who else has it open, and what they have done meanwhile: the page is new already, what was typed stays. */
export function CaseNews({ news }: { news: CaseNewsState }) {
  const words = useWords('case')
  const { present, events, gone, putAway } = news
  return (
    <div aria-live="polite" className="present no-print">
      {present.map(({ staffId, name, doing }) => (
        <Note key={staffId} icon={doing === 'writing' ? 'pencil' : 'eye'}>
          {fill(words[doing], { name })}
        </Note>
      ))}
      {gone && (
        <Banner kind="wait" icon="lock" title={words.goneTitle}>
          <p>{words.goneHint}</p>
        </Banner>
      )}
      {events.length > 0 && (
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
          <ul className="plain">
            {events.map((event) => (
              <li key={event.seq}>
                {eventLine(event, words)} · {eventActor(event, words)} · {shortMoment(event.at)}
              </li>
            ))}
          </ul>
          <p className="meta">{words.changedHint}</p>
        </Banner>
      )}
    </div>
  )
}
