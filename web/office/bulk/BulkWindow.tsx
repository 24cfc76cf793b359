import { useEffect, useState } from 'react'
import type { Bulk } from '../../../wire/bulk.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words.ts'
import { ReasonWindow } from '../assign/ReasonWindow.tsx'

interface BulkWindowProps {
  readonly begun: Bulk
  /** The window was left; `bulk` as it was then. Those that were refused stay ticked. */
  readonly onClose: (bulk: Bulk) => void
}

const askEveryMs = 700

/** How far many at once are, then what became of each, by name and reason; and their undoing. */
export function BulkWindow({ begun, onClose }: BulkWindowProps) {
  const words = useWords('assign')
  const site = useWords('site')
  const [bulk, setBulk] = useState(begun)
  const [asksUndo, setAsksUndo] = useState(false)
  const { id, finishedAt } = bulk
  useEffect(() => {
    if (finishedAt !== null) return
    const timer = setInterval(() => {
      call('GET /api/office/bulks/:id', { params: { id }, quiet: true }).then(setBulk, () => undefined)
    }, askEveryMs)
    return () => clearInterval(timer)
  }, [id, finishedAt])
  const counts = { done: bulk.done, nothing: bulk.nothing, refused: bulk.refused.length }
  const settled = bulk.total - bulk.waiting
  return (
    <Dialog
      title={words.summary}
      onClose={() => onClose(bulk)}
      foot={
        <>
          {bulk.undoable && (
            <Button kind="secondary" onPress={() => setAsksUndo(true)}>
              {words.undoTitle}
            </Button>
          )}
          <Button onPress={() => onClose(bulk)}>{site.close}</Button>
        </>
      }
    >
      <div role="status" className="stack">
        {finishedAt === null ? (
          <>
            <p>{fill(words.running, { done: settled, total: bulk.total })}</p>
            <progress max={bulk.total} value={settled} aria-label={words.summary} />
            <p className="meta">{words.runningNote}</p>
          </>
        ) : (
          <Banner kind={bulk.refused.length === 0 ? 'good' : 'wait'}>
            <p>{fill(bulk.undoes === null ? words.done : words.undone, counts)}</p>
          </Banner>
        )}
      </div>
      {bulk.refused.length > 0 && (
        <section className="stack" aria-labelledby="bulk-refused">
          <h3 id="bulk-refused">{words.refusedTitle}</h3>
          {finishedAt !== null && bulk.undoes === null && <p className="meta">{words.refusedNote}</p>}
          <RefusedList rows={bulk.refused} />
        </section>
      )}
      {asksUndo && (
        <ReasonWindow
          title={words.undoTitle}
          button={words.undoTitle}
          leave={site.close}
          busyWords={words.undoing}
          note={words.reasonHint}
          onClose={() => setAsksUndo(false)}
          act={async (reason, idempotencyKey) => {
            const options = { params: { id }, body: { reason }, idempotencyKey }
            setBulk(await call('POST /api/office/bulks/:id/undo', options))
            setAsksUndo(false)
          }}
        >
          <p>{fill(words.undoNote, { n: bulk.done })}</p>
          {bulk.clientsTold && (
            <Banner icon="eye" title={words.goesToClient}>
              <p>{words.undoTold}</p>
            </Banner>
          )}
        </ReasonWindow>
      )}
    </Dialog>
  )
}

/** Each by number, with why. */
export function RefusedList({ rows }: { rows: Bulk['refused'] }) {
  const words = useWords('assign')
  return (
    <ul className="refused-list">
      {rows.map((row) => (
        <li key={row.id}>
          <b>{fill(words.plain, { number: row.number ?? row.coupon })}</b> {row.subject}
          <br />
          <span>{row.why.title}.</span> <span className="meta">{row.why.detail}</span>
        </li>
      ))}
    </ul>
  )
}
