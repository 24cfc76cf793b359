import { Link } from 'wouter'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { useLoad } from '../../ui/use-load.ts'
import { useWords } from '../../words.ts'
import { FailedPart } from './Months.tsx'
import type { SightPageAsked } from './use-sight.ts'

/** What clients wrote beside their ratings of the period's answers, for the head of the unit. */
export function RatingTexts({ asked }: { asked: SightPageAsked }) {
  const words = useWords('rating')
  const { data, error } = useLoad(`texts ${JSON.stringify(asked)}`, (signal) =>
    call('GET /api/office/ratings', { query: asked, signal }),
  )
  if (error !== undefined) return <FailedPart title={words.texts} />
  return (
    <section className="fig whole" aria-labelledby="rating-texts" aria-busy={data === undefined}>
      <h2 id="rating-texts">{words.texts}</h2>
      {data?.rows.length === 0 ? (
        <p className="hint">{words.textsNone}</p>
      ) : (
        <ul className="stack tight">
          {data?.rows.map(({ appealId, number, answeredOn, step, text }) => (
            <li key={`${appealId} ${answeredOn} ${text}`}>
              <Link className="link" href={paths.officeAppeal(appealId)}>
                {fill(words.numberOf, { number: number ?? '–' })}
              </Link>
              <span className="meta">
                {' '}
                {formatShortDate(answeredOn)}, {words.steps[step]}
              </span>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="sub">
        {words.textsHint} {data?.more === true && words.textsMore}
      </p>
    </section>
  )
}
