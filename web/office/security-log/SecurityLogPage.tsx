import { Link, useSearchParams } from 'wouter'
import { parsePlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { call } from '../../api.ts'
import { PageHead, useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { Filters } from '../../ui/Filters.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { NotLoaded } from '../NotLoaded.tsx'
import { EventList } from './EventList.tsx'

const outcomes = ['done', 'refused'] as const
const filters = ['person', 'code', 'outcome', 'day'] as const
type Filter = (typeof filters)[number]

/** What is asked for, all of it in the URL; another filter begins with the latest again. */
function useAsked() {
  const [params, setParams] = useSearchParams()
  const chosen = new URLSearchParams([...params].filter(([name]) => filters.some((one) => one === name)))
  const hrefOf = (change: Partial<Record<Filter | 'before', string>>): string => {
    const next = new URLSearchParams(chosen)
    for (const [name, value] of Object.entries(change)) {
      if (value === '') next.delete(name)
      else next.set(name, value)
    }
    return next.size === 0 ? paths.officeSecurityLog : `${paths.officeSecurityLog}?${next}`
  }
  const change = (name: Filter, value: string) =>
    setParams(new URLSearchParams(hrefOf({ [name]: value }).split('?')[1] ?? ''))
  const asked = Object.fromEntries([...params].filter(([, value]) => value !== ''))
  return { asked, change, hrefOf, isLater: params.has('before') }
}

/** The security log: who came in, was refused, changed who may do what, took something away. */
export function SecurityLogPage() {
  // The list's own words come with the page: a filter that is used doesn't take it away.
  useAllWords('securityLog', 'account', 'signature')
  const words = useWords('securityLog')
  const site = useWords('site')
  const { today } = useSession().session
  const { asked, change, hrefOf, isLater } = useAsked()
  const list = useLoad(JSON.stringify(asked), (signal) =>
    call('GET /api/office/security-log', { query: asked, signal }),
  )
  useTitle(words.title, { office: true })
  const { data } = list
  if (data === undefined) {
    if (list.loading) return <Skeleton />
    return (
      <NotLoaded
        error={list.error}
        retry={list.reload}
        title={words.noRightTitle}
        hint={words.noRightHint}
        page
      />
    )
  }
  const { rows, next, codes, people } = data
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      <Filters alone>
        <SelectField
          id="person"
          label={words.person}
          value={asked.person ?? ''}
          onChange={(value) => change('person', value)}
          empty={site.all}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          id="code"
          label={words.event}
          value={asked.code ?? ''}
          onChange={(value) => change('code', value)}
          empty={site.all}
          options={codes.map((code) => ({ value: code, label: words.events[code] }))}
        />
        <SelectField
          id="outcome"
          label={words.outcome}
          value={asked.outcome ?? ''}
          onChange={(value) => change('outcome', value)}
          empty={site.all}
          options={outcomes.map((outcome) => ({ value: outcome, label: words[outcome] }))}
        />
        <DateField
          id="day"
          label={words.day}
          name={words.day}
          value={asked.day ?? ''}
          today={plainDate(today)}
          max={plainDate(today)}
          onChange={(value) => {
            if (value === '' || parsePlainDate(value) !== null) change('day', value)
          }}
        />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={words.emptyTitle} hint={words.emptyHint} />
      ) : (
        <EventList rows={rows} hrefOfPerson={(person) => hrefOf({ person })} />
      )}
      <p className="row">
        {isLater && (
          <Link className="button secondary small" href={hrefOf({})}>
            {words.first}
          </Link>
        )}
        {next !== null && (
          <Link className="button secondary small" href={hrefOf({ before: String(next) })}>
            {words.earlier}
          </Link>
        )}
      </p>
    </>
  )
}
