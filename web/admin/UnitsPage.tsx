import { useEffect, useRef, useState } from 'react'
import type { UnitRow } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { call, type ResponseOf } from '../api.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../frame/Page.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Column, ListTable } from '../ui/ListTable.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'
import { CloseUnit } from './CloseUnit.tsx'
import { useRenewed } from './HandOverProgress.tsx'
import { UnitForm } from './UnitForm.tsx'

type Open = { readonly form: 'add' } | { readonly form: 'change' | 'close'; readonly unit: UnitRow } | null

/** The tree of units: head, people, how much there is to do; added, renamed, moved and closed here. */
export function UnitsPage() {
  const words = useWords('people')
  const load = useLoad('units', (signal) => call('GET /api/office/units', { signal }))
  const [open, setOpen] = useState<Open>(null)
  const closed = useClosed(load.data?.units)
  useRenewed(load.data?.units.some(({ closing }) => closing !== null) === true, load.renew)
  useTitle(words.unitsTitle, { office: true })
  const columns = useColumns(load.data?.units ?? [], setOpen)
  if (load.data === undefined) {
    return load.loading ? <Skeleton /> : <LoadFailed error={load.error} retry={load.reload} />
  }
  const { units, heads } = load.data
  const done = (answer: ResponseOf<'GET /api/office/units'>) => {
    load.put(answer)
    setOpen(null)
  }
  const close = () => setOpen(null)
  return (
    <>
      <div className="head-row">
        <PageTitle>{words.unitsTitle}</PageTitle>
        <Button icon="plus" onPress={() => setOpen({ form: 'add' })}>
          {words.addUnit}
        </Button>
      </div>
      {closed.map((name) => (
        <Banner key={name} kind="good" role="status">
          <p>{fill(words.unitClosed, { name })}</p>
        </Banner>
      ))}
      <ListTable caption={words.unitsTitle} columns={columns} rows={units} keyOf={({ id }) => id} />
      {open?.form === 'add' && (
        <UnitForm unit={null} units={units} heads={heads} onDone={done} onClose={close} />
      )}
      {open?.form === 'change' && (
        <UnitForm unit={open.unit} units={units} heads={heads} onDone={done} onClose={close} />
      )}
      {open?.form === 'close' && <CloseUnit unit={open.unit} units={units} onDone={done} onClose={close} />}
    </>
  )
}

/** The names of units that were closing when the page last looked, and are gone now. */
function useClosed(units: readonly UnitRow[] | undefined): readonly string[] {
  const language = useLanguage()
  const closing = useRef<ReadonlyMap<string, UnitRow>>(new Map())
  const [closed, setClosed] = useState<readonly UnitRow[]>([])
  useEffect(() => {
    if (units === undefined) return
    const gone = [...closing.current.values()].filter(({ id }) => !units.some((one) => one.id === id))
    if (gone.length > 0) setClosed((before) => [...before, ...gone])
    closing.current = new Map(units.filter((one) => one.closing !== null).map((one) => [one.id, one]))
  }, [units])
  return closed.map(({ name }) => name[language])
}

/** How many units are above. */
function depthOf(unit: UnitRow, units: readonly UnitRow[]): number {
  const parent = units.find(({ id }) => id === unit.parentId)
  return parent === undefined ? 0 : 1 + depthOf(parent, units)
}

function useColumns(units: readonly UnitRow[], open: (open: Open) => void): Column<UnitRow>[] {
  const words = useWords('people')
  const language = useLanguage()
  return [
    {
      label: words.unit,
      kind: 'first',
      cell: (unit) => (
        <div className={`tree-${Math.min(depthOf(unit, units), 3)}`}>
          {unit.name[language]}
          <br />
          <span className="meta">{unit.code}</span>
        </div>
      ),
    },
    { label: words.head, cell: ({ head }) => head?.name ?? <span className="meta">{words.noHead}</span> },
    {
      label: words.peopleTitle,
      cell: ({ members }) => (
        <>
          {fill(words.members, { n: members.length })}
          <br />
          <span className="meta">{members.map(({ name }) => name).join(', ')}</span>
        </>
      ),
    },
    { label: words.state, cell: (unit) => <UnitState unit={unit} /> },
    {
      label: words.acts,
      kind: 'action',
      cell: (unit) => (
        <div className="row">
          <Button
            kind="plain"
            label={fill(words.changeOf, { name: unit.name[language] })}
            onPress={() => open({ form: 'change', unit })}
          >
            {words.change}
          </Button>
          {unit.closing === null && (
            <Button
              kind="plain"
              label={fill(words.closeOf, { name: unit.name[language] })}
              onPress={() => open({ form: 'close', unit })}
            >
              {words.close}
            </Button>
          )}
        </div>
      ),
    },
  ]
}

/** How much it has to do; while it closes, to whom its work goes and how far it is. */
function UnitState({ unit: { open, free, closing } }: { unit: UnitRow }) {
  const words = useWords('people')
  const language = useLanguage()
  if (closing === null) return fill(words.unitWork, { n: open, free })
  const { total, waiting, taker } = closing
  const said = fill(words.closing, { taker: taker[language] })
  return (
    <div className="stack">
      <span className="state-dot wait">
        <Icon name="clock" size={18} />
        {said}
      </span>
      <progress max={total} value={total - waiting} aria-label={said} />
      <span className="meta">
        {fill(words.closingProgress, { done: total - waiting, total })}. {words.closingNote}
      </span>
    </div>
  )
}
