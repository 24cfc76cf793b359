import { useState } from 'react'
import { relationsFor } from '../../../domain/appeal/rights.ts'
import { type BulkAct, bulkActs } from '../../../domain/appeal/work.ts'
import type { Bulk, BulkPreview, NewBulk } from '../../../wire/bulk.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { AssignWindow, appealsOf } from '../assign/AssignWindow.tsx'
import { ReasonWindow } from '../assign/ReasonWindow.tsx'
import { RouteWindow } from '../assign/RouteWindow.tsx'
import { namesOf, type WorkRow } from '../assign/work-row.ts'
import { BulkWindow } from './BulkWindow.tsx'
import { TakeManyWindow } from './TakeManyWindow.tsx'
import '../assign/assign.css'

interface BulkBarProps {
  /** Those that are ticked, over all pages. */
  readonly selected: readonly WorkRow[]
  /** The address of the list (what is after «?»), and how many it finds. */
  readonly list: { readonly query: string; readonly total: number; readonly more?: boolean }
  readonly onClear: () => void
  /** Something was done, the list is asked again. `stay`: ids of those that were refused, they stay ticked. */
  readonly onSettled: (stay: readonly string[]) => void
}

/** All that a list found when it was chosen. */
type Whole = Pick<BulkPreview, 'digest' | 'total'>

/** The bar of those that are ticked: how many, which, and what can be done with all of them at once. */
export function BulkBar({ selected, list, onClear, onSettled }: BulkBarProps) {
  const words = useWords('assign')
  const site = useWords('site')
  const roles = useSession().session.person?.roles ?? []
  const [open, setOpen] = useState<BulkAct | null>(null)
  const [whole, setWhole] = useState<Whole | null>(null)
  const [begun, setBegun] = useState<Bulk | null>(null)
  const { query, total, more = false } = list
  const everything = countText({ total, more })
  const all = whole !== null
  const n = all ? countText({ total: whole.total, more: false }) : selected.length
  const chosen: Pick<NewBulk, 'appeals' | 'all' | 'query'> = all
    ? { all: true, query }
    : { appeals: appealsOf(selected), query }
  const close = () => setOpen(null)
  const [fault, setFault] = useState<string | null>(null)
  // Which ones they are is settled when they are chosen: another list meanwhile is told, not acted on.
  const chooseAll = async () => {
    const body = { all: true, query, order: { act: bulkActs[0] } } as const
    setWhole(await call('POST /api/office/bulks/preview', { body }))
    setFault(null)
  }
  const begin = (bulk: Bulk) => {
    close()
    setBegun(bulk)
  }
  const order = async (
    wanted: NewBulk['order'],
    idempotencyKey: string,
    named: Pick<NewBulk, 'appeals' | 'all' | 'query'> = chosen,
  ) => {
    const body = { ...named, ...(all ? { digest: whole.digest } : {}), order: wanted }
    try {
      begin(await call('POST /api/office/bulks', { body, idempotencyKey }))
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'bulk_list_changed') await chooseAll()
      throw error
    }
  }
  if (n === 0 && begun === null) return null
  // What every chosen one allows; of a whole list only the roles are known, the worker says the rest row by row.
  const allowed = (act: BulkAct) =>
    all || selected.every((row) => row.bulkActs === undefined || row.bulkActs.includes(act))
  const offered = bulkActs.filter((act) => relationsFor(roles, act, false).size > 0 && allowed(act))
  return (
    <section className="bulk-bar" aria-label={words.chosenGroup}>
      <p aria-live="polite">
        <b className="strong">{fill(all ? words.allChosen : words.chosen, { n })}</b>{' '}
        {!all && <span className="meta">{namesOf(selected, words)}</span>}
      </p>
      {!all && (more || total > selected.length) && (
        <Button
          kind="plain"
          small
          onPress={() => chooseAll().catch((error: unknown) => setFault(faultWords(error, site)))}
        >
          {fill(words.allOf, { n: everything })}
        </Button>
      )}
      {fault !== null && (
        <span role="alert" className="field-error">
          {fault}
        </span>
      )}
      <div className="bulk-acts">
        <Button
          kind="plain"
          small
          onPress={() => {
            setWhole(null)
            onClear()
          }}
        >
          {words.clear}
        </Button>
        {offered.length === 0 && <span className="meta">{words.nothingForAll}</span>}
        {offered.toReversed().map((act) => (
          <Button
            key={act}
            kind={act === offered[0] ? 'filled' : 'secondary'}
            small
            onPress={() => setOpen(act)}
          >
            {act === 'takeIntoWork' ? words.take : words[act]}
          </Button>
        ))}
      </div>
      {open === 'assign' && (
        <AssignWindow
          rows={selected}
          all={all ? { query, total: whole.total } : undefined}
          query={query}
          onClose={close}
          begin={(wanted, appeals, key) => order(wanted, key, all ? chosen : { appeals, query })}
          onAssigned={() => {
            close()
            onSettled([])
          }}
        />
      )}
      {open === 'route' && (
        <RouteWindow
          title={fill(words.confirmRoute, { n })}
          button={words.route}
          onClose={close}
          act={(to, key) => order({ act: 'route', ...to }, key)}
        />
      )}
      {open === 'giveBack' && (
        <ReasonWindow
          title={fill(words.confirmGiveBack, { n })}
          button={words.giveBack}
          busyWords={words.givingBack}
          note={words.giveBackNote}
          onClose={close}
          act={(reason, key) => order({ act: 'giveBack', reason }, key)}
        />
      )}
      {open === 'takeIntoWork' && (
        <TakeManyWindow
          title={fill(words.confirmTake, { n })}
          chosen={chosen}
          onClose={close}
          begin={(key) => order({ act: 'takeIntoWork' }, key)}
        />
      )}
      {begun && (
        <BulkWindow
          begun={begun}
          onClose={(bulk) => {
            setBegun(null)
            setWhole(null)
            onSettled(bulk.refused.map(({ id }) => id))
          }}
        />
      )}
    </section>
  )
}
