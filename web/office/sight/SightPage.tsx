import { rolesFor } from '../../../domain/appeal/rights.ts'
import { localDate } from '../../../domain/calendar/instant.ts'
import { parsePeriod, periodAround } from '../../../domain/sight/period.ts'
import type { Sight } from '../../../wire/sight.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { useServerNow, useSession } from '../../session.tsx'
import { Button, DownloadButton } from '../../ui/Button.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { isNoRight, NotLoaded } from '../NotLoaded.tsx'
import { PrintedBy } from '../PrintedBy.tsx'
import { Breakdown } from './Breakdown.tsx'
import { MonthBars, MonthShares } from './Months.tsx'
import { Outcomes } from './Outcomes.tsx'
import { SightFilters } from './SightFilters.tsx'
import '../desk/desk.css'
import '../queue/queue.css'
import './sight.css'
import { Ratings } from './Ratings.tsx'
import { RatingTexts } from './RatingTexts.tsx'
import { Tiles } from './Tiles.tsx'
import { type SightState, useSight } from './use-sight.ts'

/** docs/office.md 9: are we keeping terms. Period and filters are in the address; every number leads to its list. */
export function SightPage() {
  // Who printed it is on paper alone.
  useAllWords('sight', 'areas', 'rating')
  const words = useWords('sight')
  const site = useWords('site')
  const state = useSight()
  const now = useServerNow()
  const today = localDate(now())
  const { asked, place } = state
  const load = useLoad(JSON.stringify(asked), (signal) =>
    call('GET /api/office/figures', { query: asked, signal }),
  )
  const period = parsePeriod(asked.period ?? '') ?? periodAround(today, 'month')
  const sight = load.data
  useTitle(words.title, { office: true })
  if (isNoRight(load.error))
    return (
      <NotLoaded
        page
        error={load.error}
        retry={load.reload}
        title={words.noRightTitle}
        hint={words.noRightHint}
      />
    )
  return (
    <>
      <div className="head-row">
        <div>
          <PageTitle>{words.title}</PageTitle>
          <p className="hint" role="status">
            {fill(words.asOf, {
              from: formatShortDate(period.from),
              to: formatShortDate(period.to),
              at: sight === undefined ? '…' : shortMoment(sight.asOf),
            })}
          </p>
        </div>
        <div className="row">
          {(['csv', 'xlsx'] as const).map((format) => (
            <DownloadButton
              key={format}
              small
              href={fileUrl('GET /api/office/figures/export', { query: { ...asked, format } })}
              label={fill(words.exportOf, { format: format.toUpperCase() })}
            >
              {format.toUpperCase()}
            </DownloadButton>
          ))}
          <Button kind="secondary" small icon="print" onPress={() => window.print()}>
            {site.print}
          </Button>
        </div>
      </div>
      <SightFilters state={state} period={period} today={today} choices={sight?.choices} />
      {sight === undefined && load.error !== undefined ? (
        <LoadFailed error={load.error} retry={load.reload} />
      ) : (
        <div className="sight" aria-busy={load.loading}>
          <Tiles sight={sight} place={place} />
          {sight === undefined ? <Skeleton /> : <Parts sight={sight} state={state} />}
        </div>
      )}
      <PrintedBy />
    </>
  )
}

const readers: readonly string[] = rolesFor('readRating')

function Parts({ sight, state: { asked, place } }: { sight: Sight; state: SightState }) {
  const words = useWords('sight')
  const roles = useSession().session.person?.roles ?? []
  const kind = place.category === undefined ? 'category' : 'type'
  return (
    <div className="figs">
      <MonthBars sight={sight} place={place} />
      <MonthShares sight={sight} place={place} />
      <Breakdown
        id="by-unit"
        title={words.unitsTitle}
        head={words.unit}
        sight={sight}
        rows={sight.units}
        place={place}
        by="unit"
        bar="received"
        columns={['answered', 'inTime', 'median', 'ninetieth', 'open', 'overdue']}
        without={{ none: words.unitNone, notYet: words.unitNotYet }}
      />
      <Breakdown
        id="by-executor"
        title={words.executorsTitle}
        head={words.executor}
        sight={sight}
        rows={sight.executors}
        place={place}
        by="executor"
        bar="open"
        columns={['overdue', 'answered', 'inTime']}
        without={{ none: words.executorNone }}
        hint={words.executorsHint}
      />
      <Outcomes sight={sight} place={place} />
      <Breakdown
        id="by-kind"
        title={kind === 'category' ? words.categoriesTitle : words.typesTitle}
        head={kind === 'category' ? words.category : words.type}
        sight={sight}
        rows={sight.kinds}
        place={place}
        by={kind}
        bar="received"
        columns={['answered', 'inTime', 'median', 'ninetieth']}
        {...(kind === 'category' ? { hint: words.kindsHint } : {})}
      />
      <Ratings ratings={sight.ratings} kind={kind} />
      {roles.some((role) => readers.includes(role)) && <RatingTexts asked={asked} />}
    </div>
  )
}
