import type { ReactNode } from 'react'
import { type Figure, figures, type Place } from '../../../domain/sight/figure.ts'
import { countsOfFlow, shareOf } from '../../../domain/sight/tally.ts'
import type { Sight } from '../../../wire/sight.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { useLanguage, useWords } from '../../words.ts'
import { CountLink } from './CountLink.tsx'
import { shareText } from './share-text.ts'

interface TilesProps {
  /** Undefined: on its way; the tiles keep their places. */
  readonly sight: Sight | undefined
  readonly place: Place
}

/** The twelve figures: those of the period, then those of this moment. */
export function Tiles({ sight, place }: TilesProps) {
  const words = useWords('sight')
  const some = (when: Figure['when']) => figures.filter((figure) => figure.when === when)
  return (
    <>
      <h2 id="in-period">{words.inPeriod}</h2>
      <dl className="kpis seven" aria-labelledby="in-period">
        {some('period').map((figure) => (
          <Tile key={figure.code} figure={figure} sight={sight} place={place} />
        ))}
      </dl>
      <h2 id="right-now">
        {words.now} <span className="sub">– {words.nowHint}</span>
      </h2>
      <dl className="kpis five" aria-labelledby="right-now">
        {some('now').map((figure) => (
          <Tile key={figure.code} figure={figure} sight={sight} place={place} />
        ))}
      </dl>
    </>
  )
}

function Tile({ figure, sight, place }: TilesProps & { figure: (typeof figures)[number] }) {
  const words = useWords('sight')
  const told = sight === undefined ? null : <Told figure={figure} sight={sight} place={place} />
  return (
    <div data-figure={figure.code}>
      <dt>{words.figures[figure.code]}</dt>
      {told ?? <dd aria-busy="true">…</dd>}
    </div>
  )
}

function Told({ figure, sight, place }: { figure: (typeof figures)[number]; sight: Sight; place: Place }) {
  const words = useWords('sight')
  const language = useLanguage()
  const { period, before, total, totalBefore } = sight
  const span = period
  const name = words.figures[figure.code]
  const counts = total.flow === null ? null : countsOfFlow(total.flow)
  const link = (counter: Parameters<typeof CountLink>[0]['counter'], n: number, text?: string) => (
    <CountLink
      counter={counter}
      span={span}
      place={place}
      n={n}
      name={text === undefined ? name : `${name}, ${text}`}
      {...(text === undefined ? {} : { text })}
    />
  )
  if (figure.kind === 'percentile') {
    if (total.days === null || counts === null) return <Failed />
    const value = total.days[figure.code]
    return (
      <Shown value={value === null ? '–' : value}>
        {value !== null && link('answered', counts.answered, fill(words.daysOf, { n: counts.answered }))}
      </Shown>
    )
  }
  if (figure.kind === 'share') {
    if (counts === null) return <Failed />
    const share = shareOf(counts[figure.of], counts[figure.among])
    return (
      <Shown value={share === null ? '–' : fill(words.share, { n: shareText(share, language) })}>
        {link('inTime', counts.inTime, fill(words.ofWhich, { n: counts.inTime, all: counts.answered }))}
        {counts.late > 0 && link('late', counts.late, fill(words.lateOf, { n: counts.late }))}
      </Shown>
    )
  }
  if (figure.when === 'now') {
    const { now } = total
    if (now === null) return <Failed />
    const n = now[figure.of]
    const desk = figure.code === 'unassigned' && place.unit === undefined && now.unrouted > 0
    return (
      <Shown value={link(figure.of, n)} bad={figure.code === 'overdue' && n > 0}>
        {desk && link('unrouted', now.unrouted, fill(words.unrouted, { n: now.unrouted }))}
      </Shown>
    )
  }
  if (counts === null) return <Failed />
  const n = counts[figure.of]
  const then = totalBefore.flow === null ? null : countsOfFlow(totalBefore.flow)[figure.of]
  return (
    <Shown value={link(figure.of, n)}>
      {figure.code === 'extended' ? (
        counts.answered > 0 && fill(words.share, { n: shareText(shareOf(n, counts.answered), language) })
      ) : figure.code === 'returned' && counts.forwarded > 0 ? (
        link('forwarded', counts.forwarded, fill(words.forwarded, { n: counts.forwarded }))
      ) : then === null ? null : (
        <CountLink
          counter={figure.of}
          span={before}
          place={place}
          n={then}
          name={name}
          text={fill(words.before, { n: countText({ total: then, more: false }) })}
        />
      )}
    </Shown>
  )
}

const Shown = ({ value, bad, children }: { value: ReactNode; bad?: boolean; children?: ReactNode }) => (
  <>
    <dd className={bad ? 'bad' : undefined}>{value}</dd>
    <dd className="sub">{children}</dd>
  </>
)

/** One source that failed: the others are as they are. */
function Failed() {
  const words = useWords('sight')
  return (
    <>
      <dd>–</dd>
      <dd className="sub">{words.failed}</dd>
    </>
  )
}
