import { Link } from 'wouter'
import { staffRoles } from '../../domain/person/role.ts'
import type { PersonRow } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { shortMoment } from '../appeal/dates.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../frame/Page.tsx'
import { Pager } from '../frame/Pager.tsx'
import { useListQuery } from '../frame/use-list-query.ts'
import { paths } from '../paths.ts'
import { buttonClass } from '../ui/Button.tsx'
import { SelectField } from '../ui/Field.tsx'
import { Filters } from '../ui/Filters.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Column, ListTable } from '../ui/ListTable.tsx'
import { SearchForm } from '../ui/SearchForm.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'
import { FactorOf, StateOf } from './StateOf.tsx'

const states = ['here', 'away', 'off'] as const

/** Who may do what, who is away: everybody of the staff, with state, deputy, second factor and last sign-in. */
export function PeoplePage() {
  const words = useWords('people')
  const site = useWords('site')
  const language = useLanguage()
  const query = useListQuery((params) => ({
    role: staffRoles.find((role) => role === params.get('role')),
    unit: params.get('unit') ?? undefined,
    state: states.find((state) => state === params.get('state')),
  }))
  const { asked, change } = query
  const list = useLoad(JSON.stringify(asked), (signal) =>
    call('GET /api/office/people', { query: asked, signal }),
  )
  const columns = useColumns()
  useTitle(words.peopleTitle, { office: true })
  if (list.data === undefined) {
    return list.loading ? <Skeleton /> : <LoadFailed error={list.error} retry={list.reload} />
  }
  const { rows, total, active, withoutFactor, units } = list.data
  const stateWords = { here: words.stateHere, away: words.stateAway, off: words.stateOff }
  return (
    <>
      <div className="head-row">
        <div>
          <PageTitle>{words.peopleTitle}</PageTitle>
          <p className="hint">{fill(words.summary, { active, without: withoutFactor })}</p>
        </div>
        <Link href={paths.officeNewPerson} className={buttonClass('filled', false, '')}>
          <Icon name="plus" />
          {words.add}
        </Link>
      </div>
      <SearchForm
        label={words.searchLabel}
        hint={words.searchLabel}
        asked={asked.q}
        onSearch={(q) => change({ q })}
      >
        <Filters>
          <SelectField
            id="role"
            label={words.role}
            value={asked.role ?? ''}
            onChange={(value) => change({ role: staffRoles.find((role) => role === value) })}
            empty={site.all}
            options={staffRoles.map((role) => ({ value: role, label: site.roles[role] }))}
          />
          <SelectField
            id="unit"
            label={words.unit}
            value={asked.unit ?? ''}
            onChange={(value) => change({ unit: value === '' ? undefined : value })}
            empty={site.all}
            options={units.map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
          <SelectField
            id="state"
            label={words.state}
            value={asked.state ?? ''}
            onChange={(value) => change({ state: states.find((state) => state === value) })}
            empty={site.all}
            options={states.map((state) => ({ value: state, label: stateWords[state] }))}
          />
        </Filters>
      </SearchForm>
      <p className="meta found" role="status">
        {fill(site.found, { n: total })}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={site.notFoundTitle} hint={site.notFoundHint} />
      ) : (
        <ListTable caption={words.peopleTitle} columns={columns} rows={rows} keyOf={({ id }) => id} />
      )}
      <Pager
        page={asked.page}
        size={asked.size}
        total={total}
        hrefOf={(page) => query.hrefOf({ page })}
        onSize={(size) => change({ size: size as 10 | 25 | 50 })}
      />
    </>
  )
}

function useColumns(): Column<PersonRow>[] {
  const words = useWords('people')
  const site = useWords('site')
  const language = useLanguage()
  return [
    {
      label: words.name,
      kind: 'first',
      cell: (one) => (
        <>
          <Link className="link" href={paths.officePerson(one.id)}>
            {one.fullName}
          </Link>
          <br />
          <span className="meta">
            {[one.login, one.extension === null ? '' : fill(words.extensionOf, { n: one.extension })]
              .filter((text) => text !== '')
              .join(', ')}
          </span>
        </>
      ),
    },
    { label: words.role, cell: ({ roles }) => roles.map((role) => site.roles[role]).join(', ') || '–' },
    { label: words.unit, cell: ({ units }) => units.map(({ name }) => name[language]).join(', ') || '–' },
    { label: words.state, cell: (one) => <StateOf person={one} /> },
    { label: words.factor, cell: (one) => <FactorOf person={one} /> },
    {
      label: words.lastSignedIn,
      cell: ({ lastSignedInAt }) => (lastSignedInAt === null ? words.never : shortMoment(lastSignedInAt)),
    },
  ]
}
