import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import type { Counter, Place } from '../../../domain/sight/figure.ts'
import { spanOfMonth } from '../../../domain/sight/period.ts'
import { countsOfFlow, shareOf } from '../../../domain/sight/tally.ts'
import type { Sight } from '../../../wire/sight.ts'
import { fill } from '../../../words/fill.ts'
import { More } from '../../ui/More.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { CountLink } from './CountLink.tsx'
import { shortMonth } from './period-words.ts'
import { shareText } from './share-text.ts'

const size = { width: 560, height: 190, floor: 150, top: 20, step: 560 / 12, bar: 15 }
/** Nearer to the axis a number would lie on the names of the months, on a phone too. */
const lowestNumber = 28
const heightOf = (n: number, most: number): number => (most === 0 ? 0 : ((size.floor - size.top) * n) / most)
const middleOf = (at: number): number => size.step * (at + 0.5)

interface MonthsProps {
  readonly sight: Sight
  readonly place: Place
}

/** Received and answered in twelve months: bars from zero, the same numbers as a table below. */
export function MonthBars({ sight, place }: MonthsProps) {
  const words = useWords('sight')
  const months = monthsOf(sight)
  if (months === null) return <FailedPart title={words.monthsTitle} />
  const most = Math.max(...months.flatMap(({ counts }) => [counts.received, counts.answered]))
  return (
    <section className="fig" aria-labelledby="month-bars">
      <h2 id="month-bars">{words.monthsTitle}</h2>
      <svg
        className="plot"
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={words.monthsPicture}
      >
        <line className="grid" x1="0" x2={size.width} y1={size.floor} y2={size.floor} />
        {months.map(({ month, counts }, at) => (
          <g key={month}>
            <Bar className="b0" x={middleOf(at) - 17} height={heightOf(counts.received, most)} />
            <Bar className="b1" x={middleOf(at) + 2} height={heightOf(counts.answered, most)} />
            <MonthName at={at} month={month} last={at === months.length - 1} />
          </g>
        ))}
      </svg>
      <p className="key-line">
        <span>
          <i className="sw o" />
          {words.columns.received}
        </span>
        <span>
          <i className="sw" />
          {words.columns.answered}
        </span>
      </p>
      <MonthTable title={words.monthsTitle} sight={sight} place={place} counters={['received', 'answered']} />
    </section>
  )
}

const Bar = ({ className, x, height }: { className: string; x: number; height: number }) => (
  <rect className={className} x={x} y={size.floor - height} width={size.bar} height={height} />
)

function MonthName({ at, month, last }: { at: number; month: string; last: boolean }) {
  const words = useWords('sight')
  return (
    <text
      x={middleOf(at)}
      y={size.floor + 22}
      textAnchor="middle"
      className={last ? 'm strong' : at % 3 === 2 ? 'm' : 'm odd'}
    >
      {shortMonth(month, words)}
    </text>
  )
}

/** The share answered in time: its axis is cut where nothing is, and says so. */
export function MonthShares({ sight, place }: MonthsProps) {
  const words = useWords('sight')
  const language = useLanguage()
  const months = monthsOf(sight)
  if (months === null) return <FailedPart title={words.shareTitle} />
  const shares = months.flatMap(({ month, counts }, at) => {
    const share = shareOf(counts.inTime, counts.answered)
    return share === null ? [] : [{ month, at, share }]
  })
  const least = Math.min(90, ...shares.map(({ share }) => Math.floor(share / 10) * 10))
  const yOf = (share: number) => size.floor - ((size.floor - size.top) * (share - least)) / (100 - least)
  const last = shares.at(-1)
  // Where the line comes down to its last point, the number is under it, if the names of the months leave room.
  const isUnder =
    last !== undefined &&
    (shares.at(-2)?.share ?? 0) > last.share &&
    yOf(last.share) < size.floor - lowestNumber
  return (
    <section className="fig" aria-labelledby="month-shares">
      <h2 id="month-shares">{words.shareTitle}</h2>
      <svg
        className="plot"
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={words.sharePicture}
      >
        <line className="grid" x1="0" x2={size.width} y1={size.floor} y2={size.floor} />
        <line className="grid" x1="0" x2={size.width} y1={size.top} y2={size.top} />
        <polyline
          className="ln"
          fill="none"
          strokeWidth="2"
          points={shares.map(({ at, share }) => `${middleOf(at)},${yOf(share)}`).join(' ')}
        />
        {shares.map(({ month, at, share }) => (
          <circle key={month} className="b1" cx={middleOf(at)} cy={yOf(share)} r="4.5" />
        ))}
        {months.map(({ month }, at) => (
          <MonthName key={month} at={at} month={month} last={at === months.length - 1} />
        ))}
        {last !== undefined && (
          <text
            className="strong apart"
            x={middleOf(last.at)}
            y={yOf(last.share)}
            dy={isUnder ? '1.4em' : '-0.7em'}
            textAnchor="middle"
          >
            {shareText(last.share, language)}
          </text>
        )}
      </svg>
      <p className="key-line">{least === 0 ? words.shareWhole : fill(words.shareAxis, { n: least })}</p>
      <MonthTable title={words.shareTitle} sight={sight} place={place} counters={['inTime', 'late']} share />
    </section>
  )
}

const monthsOf = ({ months }: Sight) => {
  const told = months.flatMap(({ month, flow }) =>
    flow === null ? [] : [{ month, counts: countsOfFlow(flow) }],
  )
  return told.length === months.length ? told : null
}

interface MonthTableProps extends MonthsProps {
  readonly title: string
  readonly counters: readonly Extract<Counter, 'received' | 'answered' | 'inTime' | 'late'>[]
  readonly share?: boolean
}

/** The same as a table, every number with its list. */
function MonthTable({ title, sight, place, counters, share }: MonthTableProps) {
  const words = useWords('sight')
  const language = useLanguage()
  const heads = { ...words.columns, inTime: words.figures.inTime }
  return (
    <More title={words.asTable}>
      <div className="scroll">
        <table className="plain-table">
          <caption className="hide">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.monthColumn}</th>
              {counters.map((counter) => (
                <th key={counter} scope="col" className="r">
                  {heads[counter]}
                </th>
              ))}
              {share && (
                <th scope="col" className="r">
                  {words.columns.inTime}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {(monthsOf(sight) ?? []).map(({ month, counts }) => {
              const span = spanOfMonth(month as PlainDate)
              const name = `${shortMonth(month, words)} ${month.slice(0, 4)}`
              return (
                <tr key={month}>
                  <th scope="row">{name}</th>
                  {counters.map((counter) => (
                    <td key={counter} className="r">
                      <CountLink
                        counter={counter}
                        span={span}
                        place={place}
                        n={counts[counter]}
                        name={`${heads[counter]}, ${name}`}
                      />
                    </td>
                  ))}
                  {share && (
                    <td className="r">{shareText(shareOf(counts.inTime, counts.answered), language)}</td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </More>
  )
}

/** A picture whose numbers could not be counted: its place stays. */
export function FailedPart({ title }: { title: string }) {
  const words = useWords('sight')
  return (
    <section className="fig" aria-label={title}>
      <h2>{title}</h2>
      <p className="hint">
        {words.failed} {words.failedHint}
      </p>
    </section>
  )
}
