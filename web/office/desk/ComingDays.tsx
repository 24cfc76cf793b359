import { Link } from 'wouter'
import type { Desk } from '../../../wire/desk.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { paths } from '../../paths.ts'
import { useWords } from '../../words.ts'

/** The coming working days: how many are due on each; a number leads to its rows. */
export function ComingDays({ days }: { days: Desk['days'] }) {
  const words = useWords('desk')
  const most = Math.max(1, ...days.map(({ due }) => due))
  return (
    <section className="fig" aria-labelledby="coming-days">
      <h2 id="coming-days">{words.days}</h2>
      <table className="plain-table">
        <caption className="hide">{words.daysCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">
              <span className="hide">{words.picture}</span>
            </th>
            <th scope="col" className="r">
              {words.due}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, due, query }) => (
            <tr key={date}>
              <th scope="row" className="nowrap">
                {formatShortDate(date)}
              </th>
              <td className="barcell">
                <meter className="bar" aria-hidden="true" max={most} value={due} />
              </td>
              <td className="r">
                {due === 0 ? (
                  0
                ) : (
                  <Link
                    className="tall"
                    href={`${paths.officeQueue}?${query}`}
                    aria-label={fill(words.dueOn, { date: formatShortDate(date), n: due })}
                  >
                    {due}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
