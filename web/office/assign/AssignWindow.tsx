import { useState } from 'react'
import type { BulkPreview, NewBulk } from '../../../wire/bulk.ts'
import type { WorkDone } from '../../../wire/work.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { faultWords, isUnanswered, LoadFailed } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import { type AssignDraft, type AssignErrors, AssignForm, emptyAssignment } from './AssignForm.tsx'
import { namesOf, nearestDue, type WorkRow } from './work-row.ts'
import './assign.css'
import { useAttempt } from '../use-attempt.ts'

interface AssignWindowProps {
  readonly rows: readonly WorkRow[]
  /** All that a list finds, by its address, in place of the rows; `total` of them. */
  readonly all?: { readonly query: string; readonly total: number } | undefined
  /** The address of the list that it was begun from. */
  readonly query?: string
  readonly onClose: () => void
  /** One was assigned. */
  readonly onAssigned: (done: WorkDone) => void
  /** Begins many; refuses by throwing. Not needed where the one appeal is assigned. */
  readonly begin?: (order: NewBulk['order'], chosen: Appeals, key: string) => Promise<void>
}

/** Who is to answer one or many: people by their load, the day and the words that stay within the office. */
export function AssignWindow({ rows, all, query = '', onClose, onAssigned, begin }: AssignWindowProps) {
  const words = useWords('assign')
  const site = useWords('site')
  const [written, setDraft] = useState<AssignDraft | null>(null)
  const [errors, setErrors] = useState<AssignErrors>({})
  const [fault, setFault] = useState<string | null>(null)
  const [lost, setLost] = useState(false)
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const chosen =
    all === undefined ? { appeals: appealsOf(rows), query } : { all: true as const, query: all.query }
  const page = useLoad('assign', async (signal) => {
    const [preview, assignees] = await Promise.all([
      call('POST /api/office/bulks/preview', { body: { ...chosen, order: { act: 'assign' } }, signal }),
      call('GET /api/office/assignees', { signal }),
    ])
    return { preview, assignees }
  })
  const [only] = all === undefined && rows.length === 1 ? rows : []
  // Of one appeal the window begins with what is settled; of many only what is to change is said.
  const settled = only === undefined ? undefined : page.data?.preview.rows[0]?.settled
  const draft = written ?? draftOf(settled)
  const n = all?.total ?? rows.length
  const isChange = (page.data?.preview.rows ?? []).some(
    ({ executorId }) => executorId !== null && executorId !== draft.executorId,
  )
  const name =
    only === undefined
      ? fill(words.assignMany, { n })
      : fill(words.assignOne, { number: only.number ?? only.coupon })

  async function assign(executorId: string) {
    const { coExecutorIds, internalDay, instruction, reason } = draft
    const before = draftOf(settled)
    const order = {
      executorId,
      ...(coExecutorIds.join() === before.coExecutorIds.join() ? {} : { coExecutorIds: [...coExecutorIds] }),
      ...(internalDay === before.internalDay ? {} : { internalDay: internalDay === '' ? null : internalDay }),
      ...(instruction.trim() === '' ? {} : { instruction }),
      ...(isChange ? { reason } : {}),
    }
    const idempotencyKey = attempt.keyOf([chosen, order])
    if (only !== undefined) {
      const seen = only.executorId === undefined ? {} : { seen: only.executorId }
      const body = { ...order, ...seen, ...(settled === undefined ? {} : { settled }) }
      const params = { id: only.id }
      return onAssigned(
        await call('POST /api/office/appeals/:id/assignment', { params, body, idempotencyKey }),
      )
    }
    const seen = new Map(page.data?.preview.rows.map((row) => [row.id, row.settled]))
    const appeals = appealsOf(rows).map((one) => ({ ...one, ...shownOf(seen.get(one.id)) }))
    await begin?.({ act: 'assign', ...order }, appeals, idempotencyKey)
  }

  // What is being put right is not shown as wrong any more.
  function change(part: Partial<AssignDraft>) {
    setFault(null)
    setDraft({ ...draft, ...part })
    setErrors((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !Object.hasOwn(part, field))),
    )
  }

  function press() {
    const wrong: AssignErrors = {
      ...(draft.executorId === null ? { executorId: words.pick } : {}),
      ...(isChange && draft.reason.trim().length < 5 ? { reason: words.reasonNeeded } : {}),
    }
    setErrors(wrong)
    if (draft.executorId === null || Object.keys(wrong).length > 0) return
    setBusy(true)
    assign(draft.executorId).catch((error: unknown) => {
      setBusy(false)
      const fields = error instanceof ProblemError ? error.fields : []
      setErrors(Object.fromEntries(fields.map(({ field, detail }) => [field.split('.').at(-1), detail])))
      setFault(faultWords(error, site))
      setLost(isUnanswered(error))
    })
  }

  return (
    <Dialog
      wide
      title={name}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="secondary" onPress={onClose} unavailable={busy}>
            {site.cancel}
          </Button>
          <Button onPress={press} busy={busy && words.assigning} unavailable={page.data === undefined}>
            {only === undefined ? name : words.assign}
          </Button>
        </>
      }
    >
      <p className="meta">{all === undefined ? namesOf(rows, words) : fill(words.allChosen, { n })}</p>
      {fault !== null && (
        <Banner kind="wait" role="alert" title={lost && words.notConfirmed}>
          <p>{fault}</p>
        </Banner>
      )}
      {page.data === undefined &&
        (page.loading ? <Skeleton /> : <LoadFailed error={page.error} retry={page.reload} />)}
      {page.data && (
        <AssignForm
          draft={draft}
          change={change}
          errors={errors}
          assignees={page.data.assignees}
          allowed={page.data.preview.executorIds}
          due={page.data.preview.nearestDue ?? nearestDue(rows)}
          isChange={isChange}
        />
      )}
    </Dialog>
  )
}

type Settled = BulkPreview['rows'][number]['settled']
type Appeals = NewBulk['appeals']

const draftOf = (settled: Settled | undefined): AssignDraft =>
  settled === undefined
    ? emptyAssignment
    : { ...emptyAssignment, coExecutorIds: settled.coExecutorIds, internalDay: settled.internalDay ?? '' }

const shownOf = (settled: Settled | undefined) => (settled === undefined ? {} : { settled })

/** The appeals as an order of many names them. */
export const appealsOf = (rows: readonly WorkRow[]) =>
  rows.map(({ id, executorId }) => (executorId === undefined ? { id } : { id, seen: executorId }))
