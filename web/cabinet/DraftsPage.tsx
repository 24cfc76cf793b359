import { useState } from 'react'
import { Link } from 'wouter'
import type { DraftRow } from '../../wire/appeal.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call, ProblemError } from '../api.ts'
import { shortMoment } from '../appeal/dates.ts'
import { faultWords, LoadFailed } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { forgetEgovMobile, letterPlace } from '../signing/egov-mobile/egov-mobile-here.ts'
import { Banner, Note } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords } from '../words.ts'
import { forgetAllHere, keptOf } from './draft/unsaved-changes.ts'
import { WriteButton } from './IncomingPage.tsx'
import { NearLimits } from './NearLimits.tsx'
import { forgetSigned, isSignedNotSent } from './sign/kept-signature.ts'

/** The unsent appeals: to be gone on with, or deleted. */
export function DraftsPage() {
  useAllWords('cabinet', 'drafts', 'statuses', 'quota')
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
      <NearLimits limits={list.data?.nearLimits ?? []} />
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
                  <HereNote draft={draft} />
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

/**
 * A signature that waits for «Жіберу»; what only this device knows: one that did not arrive, words that are not
 * saved.
 */
function HereNote({ draft }: { draft: DraftRow }) {
  const words = useWords('drafts')
  const { person, today } = useSession().session
  const personId = person?.id ?? ''
  const signed = isSignedNotSent(personId, draft.id, today)
  const unsaved = keptOf(localStorage, personId, Date.now()).some((kept) => kept.draftId === draft.id)
  if (!signed && !draft.egovMobileSigned && !unsaved) return null
  return (
    <Note icon="warning" kind="wait">
      {signed || draft.egovMobileSigned ? words.signedHere : words.unsavedHere}
    </Note>
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
  const personId = useSession().session.person?.id ?? ''
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const remove = () => {
    setBusy(true)
    const gone = () => {
      forgetAllHere(localStorage, personId, id)
      forgetSigned(personId, id)
      forgetEgovMobile(letterPlace(personId, id))
      onDeleted()
    }
    call('DELETE /api/drafts/:id', { params: { id } }).then(gone, (error: unknown) => {
      // Deleted already, or sent, in another window: what was wanted, or seen after a look at the list.
      if (error instanceof ProblemError && error.status === 404) return gone()
      setBusy(false)
      setFaults([{ text: faultWords(error, site) }])
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
