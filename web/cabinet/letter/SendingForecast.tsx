import type { Forecast, PreparedLetter } from '../../../wire/appeal.ts'
import { formatLongDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { useSession } from '../../session.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { Filled } from './Filled.tsx'

/** §10: which date the appeal gets if sent now, when the answer is due, and why not today. */
export function SendingForecast({ letter }: { letter: PreparedLetter }) {
  const words = useWords('writing')
  return (
    <>
      <Banner icon="wait">
        <ForecastWords forecast={letter.forecast} />
      </Banner>
      {letter.duplicateOf !== null && (
        <Banner kind="wait" icon="warning">
          <p>
            <NoBreak text={fill(words.duplicate, { number: letter.duplicateOf })} />
          </p>
        </Banner>
      )}
    </>
  )
}

/** «Егер қазір жіберсеңіз…», in words. */
export function ForecastWords({ forecast }: { forecast: Forecast }) {
  const words = useWords('writing')
  const language = useLanguage()
  const { opens, closes } = useSession().session.company
  const { registrationDate, dueDate, atOnce } = forecast
  return (
    <>
      <p>
        {registrationDate === null ? (
          words.willRegisterUnknown
        ) : (
          <Filled text={words.willRegister} params={{ date: formatLongDate(registrationDate, language) }} />
        )}{' '}
        {dueDate === null ? (
          words.willAnswerUnknown
        ) : (
          <Filled text={words.willAnswer} params={{ date: formatLongDate(dueDate, language) }} />
        )}
      </p>
      {!atOnce && (
        <p className="meta">{fill(words.outOfHours, { opens: opens.replace(/^0/, ''), closes })}</p>
      )}
    </>
  )
}
