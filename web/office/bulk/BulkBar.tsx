import { useState } from 'react'
import { relationsFor } from '../../../domain/appeal/rights.ts'
import { type BulkAct, bulkActs } from '../../../domain/appeal/work.ts'
import type { Bulk, NewBulk } from '../../../wire/bulk.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
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

/** The bar of those that are ticked: how many, which, and what can be done with all of them at once. */
export function BulkBar({ selected, list, onClear, onSettled }: BulkBarProps) {
  const words = useWords('assign')
  const roles = useSession().session.person?.roles ?? []
  const [open, setOpen] = useState<BulkAct | null>(null)
  const [all, setAll] = useState(false)
  const [begun, setBegun] = useState<Bulk | null>(null)
  const { query, total, more = false } = list
  const everything = countText({ total, more })
  const n = all ? everything : selected.length
  const chosen: Pick<NewBulk, 'appeals' | 'all' | 'query'> = all
    ? { all: true, query }
    : { appeals: appealsOf(selected), query }
  const close = () => setOpen(null)
  const begin = (bulk: Bulk) => {
    close()
    setBegun(bulk)
  }
  const order = async (wanted: NewBulk['order'], idempotencyKey: string) =>
    begin(await call('POST /api/office/bulks', { body: { ...chosen, order: wanted }, idempotencyKey }))
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
        <Button kind="plain" small onPress={() => setAll(true)}>
          {fill(words.allOf, { n: everything })}
        </Button>
      )}
      <Button
        kind="plain"
        small
        className="push"
        onPress={() => {
          setAll(false)
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
      {open === 'assign' && (
        <AssignWindow
          rows={selected}
          all={all ? list : undefined}
          query={query}
          onClose={close}
          onBegun={begin}
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
          onBegun={begin}
        />
      )}
      {begun && (
        <BulkWindow
          begun={begun}
          onClose={(bulk) => {
            setBegun(null)
            setAll(false)
            onSettled(bulk.refused.map(({ id }) => id))
          }}
        />
      )}
    </section>
  )
}
