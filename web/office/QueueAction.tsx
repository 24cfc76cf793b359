import { useRef, useState } from 'react'
import type { QueueRow } from '../../wire/queue.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { LinkButton } from '../frame/Links.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words.ts'

interface QueueActionProps {
  readonly row: QueueRow
  readonly onTaken: (id: string) => void
  readonly onFault: (error: unknown) => void
}

/** The one thing to be done next with a row: take it, answer it, or nothing. */
export function QueueAction({ row, onTaken, onFault }: QueueActionProps) {
  const words = useWords('office')
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const number = row.registration?.split(' / ')[0] ?? ''
  const nameOf = (action: string) => fill(words.actionOf, { action, number })
  if (row.actions.includes('takeIntoWork') && !row.mine) {
    const take = () => {
      setBusy(true)
      call('POST /api/office/appeals/:id/take-into-work', {
        params: { id: row.id },
        idempotencyKey: key.current,
      })
        .then(() => onTaken(row.id), onFault)
        .finally(() => setBusy(false))
    }
    return (
      <Button kind="secondary" small label={nameOf(words.take)} onPress={take} busy={busy && words.taking}>
        {words.take}
      </Button>
    )
  }
  const action = row.actions.includes('execute')
    ? words.answer
    : row.actions.includes('replyInterim')
      ? words.interim
      : null
  if (action === null) return null
  return (
    <LinkButton kind="secondary" small to={paths.officeAppeal(row.id)} label={nameOf(action)}>
      {action}
    </LinkButton>
  )
}
