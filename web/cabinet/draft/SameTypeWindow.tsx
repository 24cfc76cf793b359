import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { DraftRow } from '../../../wire/appeal.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLanguage, useWords } from '../../words.ts'
import type { DraftView } from './draft-change.ts'
import { useJourney } from './journey-page.ts'
import { forgetDraft } from './open-draft.ts'

/**
 * The client has chosen a type they have already begun a draft of, under this contract: go on with that one, or
 * begin again?
 */
export function SameTypeWindow() {
  const words = useWords('drafts')
  const language = useLanguage()
  const [, navigate] = useLocation()
  const personId = useSession().session.person?.id ?? ''
  const { draft, saving } = useJourney()
  const [twin, setTwin] = useState<DraftRow | null>(null)
  const chosen = `${draft.contractId} ${draft.typeCode}`
  // Asked when the choice is made, not whenever the draft is opened again.
  const before = useRef(chosen)
  useEffect(() => {
    if (before.current === chosen) return
    before.current = chosen
    const isCurrent = () => before.current === chosen
    findTwin(draft).then(
      (found) => isCurrent() && setTwin(found),
      // Not worth an error: nothing is lost by a second draft.
      () => undefined,
    )
  })
  if (twin === null) return null
  const goOn = async () => {
    const empty = await isEmpty(saving.snapshot().draft, () => saving.flush())
    if (empty) {
      await call('DELETE /api/drafts/:id', { params: { id: draft.id } }).catch(() => undefined)
      forgetDraft(draft.id, personId)
    }
    navigate(paths.draft(twin.id), { replace: true })
  }
  return (
    <Dialog
      title={words.twinTitle}
      onClose={() => setTwin(null)}
      foot={
        <>
          <Button kind="plain" onPress={() => setTwin(null)}>
            {words.twinAnew}
          </Button>
          <Button onPress={() => void goOn()}>{words.twinGoOn}</Button>
        </>
      }
    >
      <p>
        {fill(words.twinText, {
          contract: twin.contractNumber,
          name: twin.subject?.[language] ?? '',
          moment: shortMoment(twin.updatedAt),
        })}
      </p>
    </Dialog>
  )
}

async function findTwin({ id, contractId, typeCode }: DraftView): Promise<DraftRow | null> {
  if (typeCode === null) return null
  const { drafts } = await call('GET /api/drafts')
  const same = (row: DraftRow) => row.id !== id && row.typeCode === typeCode && row.contractId === contractId
  return drafts.find(same) ?? null
}

/** Nothing was put into it but contract and type: then it goes when the other one is taken up again. */
async function isEmpty(
  { answers, attachments, type }: DraftView,
  flush: () => Promise<boolean>,
): Promise<boolean> {
  // A fresh draft starts with the defaults of its type.
  const given = new Set(
    type?.fields.flatMap((field) => ('default' in field && field.default ? [field.code] : [])),
  )
  const answered = Object.entries(answers).some(([code, answer]) => answer.length > 0 && !given.has(code))
  return attachments.length === 0 && !answered && (await flush())
}
