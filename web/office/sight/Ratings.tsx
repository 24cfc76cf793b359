import { averageStep, ratingSteps, type StepCounts } from '../../../domain/appeal/rating.ts'
import { shareOf } from '../../../domain/sight/tally.ts'
import type { RatingRow, Sight } from '../../../wire/sight.ts'
import { fill } from '../../../words/fill.ts'
import { useLanguage, useWords } from '../../words.ts'
import { FailedPart } from './Months.tsx'
import { shareText } from './share-text.ts'

interface RatingsProps {
  readonly ratings: Sight['ratings']
  /** What the rows of the kinds are: categories, or the types of the one that was chosen. */
  readonly kind: 'category' | 'type'
}

const givenIn = (steps: StepCounts) => steps.reduce((all, n) => all + n, 0)

/** What clients said of the answers of the period: the mean, each step, and the mean by unit and kind. */
export function Ratings({ ratings, kind }: RatingsProps) {
  const words = useWords('rating')
  const sight = useWords('sight')
  const language = useLanguage()
  if (ratings === null) return <FailedPart title={words.figures} />
  const n = givenIn(ratings.total)
  const none = { none: sight.unitNone, notYet: sight.unitNotYet }
  const average = shareText(averageStep(ratings.total), language)
  return (
    <section className="fig whole" aria-labelledby="ratings">
      <h2 id="ratings">{words.figures}</h2>
      {n === 0 ? (
        <p className="hint">{words.nobody}</p>
      ) : (
        <>
          <p>
            <b>{words.average}</b>: {fill(words.averageOf, { average, n })}
          </p>
          <div className="scroll">
            <table className="plain-table">
              <caption className="hide">{words.figures}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.step}</th>
                  <th scope="col" className="r">
                    {words.count}
                  </th>
                  <th scope="col" className="r">
                    %
                  </th>
                </tr>
              </thead>
              <tbody>
                {ratingSteps.map((step) => {
                  const count = ratings.total[step - 1] ?? 0
                  return (
                    <tr key={step}>
                      <th scope="row">{words.steps[step]}</th>
                      <td className="barcell">
                        <span>
                          <meter className="bar" aria-hidden="true" max={n} value={count} />
                          <b>{count}</b>
                        </span>
                      </td>
                      <td className="r">{shareText(shareOf(count, n), language)}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
          <Averages head={sight.unit} rows={ratings.units} without={none} />
          <Averages head={kind === 'category' ? sight.category : sight.type} rows={ratings.kinds} />
        </>
      )}
    </section>
  )
}

interface AveragesProps {
  readonly head: string
  readonly rows: readonly RatingRow[]
  readonly without?: Readonly<Record<string, string>>
}

function Averages({ head, rows, without }: AveragesProps) {
  const words = useWords('rating')
  const language = useLanguage()
  const nameOf = ({ key, name }: RatingRow) =>
    name === null ? (without?.[key] ?? key) : typeof name === 'string' ? name : name[language]
  return (
    <div className="scroll">
      <table className="plain-table">
        <caption className="hide">
          {words.average}, {head}
        </caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="r">
              {words.average}
            </th>
            <th scope="col" className="r">
              {words.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{nameOf(row)}</th>
              <td className="r">{shareText(averageStep(row.steps), language)}</td>
              <td className="r">{givenIn(row.steps)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
