import { useState } from 'react'
import { Link } from 'wouter'
import type { DraftRow } from '../../wire/appeal.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { shortMoment } from '../appeal/moment.ts'
import { LoadFailed, wordsOf } from '../frame/FaultPages.tsx'
import { paths } from '../paths.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { PageHead, useTitle } from '../ui/Page.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'
import { WriteButton } from './IncomingPage.tsx'

/** The unsent appeals: to be gone on with, or deleted. */
export function DraftsPage() {
  const words = useWords('cabinet')
  const language = useLanguage()
  const list = useLoad('drafts', (signal) => call('GET /api/drafts', { signal }))
  const [deleting, setDeleting] = useState<DraftRow | null>(null)
  const [deleted, setDeleted] = useState(false)
  useTitle(words.draftsTitle)
  const nameOf = (draft: DraftRow) => draft.subject?.[language] ?? words.draftNoType
  const drafts = list.data?.drafts
  return (
    <>
      <PageHead title={words.draftsTitle} hint={words.draftsHint} />
      {deleted && (
        <Banner kind="good" role="status">
          <p>{words.deleted}</p>
        </Banner>
      )}
      {drafts === undefined &&
        (list.loading ? <Skeleton /> : <LoadFailed error={list.error} retry={list.reload} />)}
      {drafts?.length === 0 && (
        <EmptyState
          drawing
          title={words.draftsEmptyTitle}
          hint={words.draftsEmptyHint}
          action={<WriteButton />}
        />
      )}
      {drafts && drafts.length > 0 && (
        <ListTable
          caption={words.draftsTitle}
          rows={drafts}
          keyOf={(draft) => draft.id}
          columns={[
            {
              label: words.subject,
              kind: 'first',
              cell: (draft) => (
                <>
                  <Link
                    className="link"
                    href={paths.draft(draft.id)}
                    aria-label={fill(words.continueOf, { name: nameOf(draft) })}
                  >
                    {nameOf(draft)}
                  </Link>
                  <br />
                  <span className="meta nowrap">
                    {fill(words.contractNumber, { number: draft.contractNumber })}
                  </span>
                </>
              ),
            },
            { label: words.changedAt, cell: (draft) => shortMoment(draft.updatedAt) },
            { label: words.keptUntil, cell: (draft) => formatShortDate(draft.keptUntil) },
            {
              label: words.actions,
              kind: 'action',
              cell: (draft) => <DeleteButton name={nameOf(draft)} onPress={() => setDeleting(draft)} />,
            },
          ]}
        />
      )}
      {deleting && (
        <DeleteWindow
          id={deleting.id}
          name={nameOf(deleting)}
          onClose={() => setDeleting(null)}
          onDeleted={() => {
            setDeleting(null)
            setDeleted(true)
            list.reload()
          }}
        />
      )}
    </>
  )
}

function DeleteButton({ name, onPress }: { name: string; onPress: () => void }) {
  const words = useWords('cabinet')
  const site = useWords('site')
  return (
    <Button kind="danger" small icon="bin" label={fill(words.deleteOf, { name })} onPress={onPress}>
      {site.delete}
    </Button>
  )
}

interface DeleteWindowProps {
  readonly id: string
  readonly name: string
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Deleting is asked about, since it can't be undone. */
function DeleteWindow({ id, name, onClose, onDeleted }: DeleteWindowProps) {
  const words = useWords('cabinet')
  const site = useWords('site')
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const remove = () => {
    setBusy(true)
    call('DELETE /api/drafts/:id', { params: { id } }).then(onDeleted, (error: unknown) => {
      setBusy(false)
      setFaults([{ text: wordsOf(error, site) }])
    })
  }
  return (
    <Dialog
      title={words.deleteTitle}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="plain" onPress={onClose}>
            {site.cancel}
          </Button>
          <Button onPress={remove} busy={busy && words.deleting}>
            {words.deleteYes}
          </Button>
        </>
      }
    >
      <ErrorSummary lines={faults} />
      <p>{fill(words.deleteHint, { name })}</p>
    </Dialog>
  )
}
