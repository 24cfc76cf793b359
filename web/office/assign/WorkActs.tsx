import { useState } from 'react'
import type { OfficeAct } from '../../../domain/appeal/rights.ts'
import type { Action } from '../../../domain/appeal/status.ts'
import type { WorkDone } from '../../../wire/work.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { AssignWindow } from './AssignWindow.tsx'
import { ReasonWindow } from './ReasonWindow.tsx'
import { RouteWindow } from './RouteWindow.tsx'
import type { WorkRow } from './work-row.ts'
import './assign.css'

interface WorkActsProps {
  /** The appeal, and what the server offers to do with it (`acts` and `actions` of its answer). */
  readonly appeal: WorkRow & { readonly acts: readonly OfficeAct[]; readonly actions: readonly Action[] }
  /** Something was done. `seen` false: the asker may not open it any more, the page goes back to the list. */
  readonly onDone: (done: WorkDone) => void
  /** One of many on its page: each button says which it is of. */
  readonly inList?: boolean
}

type Open = 'assign' | 'giveBack' | 'takeOver' | 'route' | 'reopen' | null

/** What can be done with the work of one appeal: a button for each act that the server offers, with its window. */
export function WorkActs({ appeal, onDone, inList = false }: WorkActsProps) {
  const words = useWords('assign')
  const [open, setOpen] = useState<Open>(null)
  const { id, acts } = appeal
  const number = appeal.number ?? appeal.coupon
  const close = () => setOpen(null)
  const done = (outcome: WorkDone) => {
    close()
    onDone(outcome)
  }
  const titled = (act: string) => `${act}: ${fill(words.plain, { number })}`
  const offered = [
    ...(['assign', 'takeOver', 'giveBack', 'route'] as const).filter((act) => acts.includes(act)),
    ...(appeal.actions.includes('reopen') ? (['reopen'] as const) : []),
  ]
  if (offered.length === 0) return null
  const Place = inList ? 'div' : 'section'
  return (
    <Place className="row work-acts" {...(inList ? {} : { 'aria-label': words.acts })}>
      {offered.map((act) => (
        <Button
          key={act}
          kind="secondary"
          small
          {...(inList && { label: titled(words[act]) })}
          onPress={() => setOpen(act)}
        >
          {words[act]}
        </Button>
      ))}
      {open === 'assign' && <AssignWindow rows={[appeal]} onClose={close} onAssigned={done} />}
      {open === 'giveBack' && (
        <ReasonWindow
          title={titled(words.giveBack)}
          button={words.giveBack}
          busyWords={words.givingBack}
          note={words.giveBackNote}
          onClose={close}
          act={async (reason, idempotencyKey) =>
            done(
              await call('POST /api/office/appeals/:id/giving-back', {
                params: { id },
                body: { reason },
                idempotencyKey,
              }),
            )
          }
        />
      )}
      {open === 'takeOver' && (
        <ReasonWindow
          title={titled(words.takeOver)}
          button={words.takeOver}
          busyWords={words.takingOver}
          note={words.takeOverNote}
          onClose={close}
          act={async (reason, idempotencyKey) =>
            done(
              await call('POST /api/office/appeals/:id/taking-over', {
                params: { id },
                body: { reason },
                idempotencyKey,
              }),
            )
          }
        />
      )}
      {open === 'reopen' && (
        <ReasonWindow
          title={titled(words.reopen)}
          button={words.reopen}
          busyWords={words.reopening}
          note={words.reopenNote}
          onClose={close}
          act={async (reason, idempotencyKey) => {
            const body = { reason }
            await call('POST /api/office/appeals/:id/reopening', { params: { id }, body, idempotencyKey })
            done({ outcome: 'done', seen: true })
          }}
        />
      )}
      {open === 'route' && (
        <RouteWindow
          title={titled(words.route)}
          button={words.route}
          onClose={close}
          act={async (to, idempotencyKey) => {
            const seen = appeal.executorId === undefined ? {} : { seen: appeal.executorId }
            const body = { ...to, ...seen }
            done(await call('POST /api/office/appeals/:id/routing', { params: { id }, body, idempotencyKey }))
          }}
        />
      )}
    </Place>
  )
}
