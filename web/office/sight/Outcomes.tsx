import { outcomes } from '../../../domain/reply/reply.ts'
import type { Place } from '../../../domain/sight/figure.ts'
import { countsOfFlow, shareOf } from '../../../domain/sight/tally.ts'
import type { Sight } from '../../../wire/sight.ts'
import { useLanguage, useWords } from '../../words.ts'
import { CountLink } from './CountLink.tsx'
import { FailedPart } from './Months.tsx'
import { shareText } from './share-text.ts'

/** What the answers of the period said. */
export function Outcomes({ sight, place }: { sight: Sight; place: Place }) {
  const words = useWords('sight')
  const language = useLanguage()
  const { flow } = sight.total
  if (flow === null) return <FailedPart title={words.outcomesTitle} />
  const counts = countsOfFlow(flow)
  return (
    <section className="fig" aria-labelledby="outcomes">
      <h2 id="outcomes">{words.outcomesTitle}</h2>
      {counts.answered === 0 ? (
        <p className="hint">{words.empty}</p>
      ) : (
        <div className="scroll">
          <table className="plain-table">
            <caption className="hide">{words.outcomesTitle}</caption>
            <thead>
              <tr>
                <th scope="col">{words.outcome}</th>
                <th scope="col" className="r">
                  {words.columns.answered}
                </th>
                <th scope="col" className="r">
                  %
                </th>
              </tr>
            </thead>
            <tbody>
              {[...outcomes, 'unsaid' as const]
                .filter((outcome) => outcome !== 'unsaid' || counts.unsaid > 0)
                .map((outcome) => (
                  <tr key={outcome}>
                    <th scope="row">{words.outcomes[outcome]}</th>
                    <td className="barcell">
                      <span>
                        <meter
                          className="bar"
                          aria-hidden="true"
                          max={counts.answered}
                          value={counts[outcome]}
                        />
                        <b>
                          <CountLink
                            counter={outcome}
                            span={sight.period}
                            place={place}
                            n={counts[outcome]}
                            name={words.outcomes[outcome]}
                          />
                        </b>
                      </span>
                    </td>
                    <td className="r">{shareText(shareOf(counts[outcome], counts.answered), language)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
