import { useState } from 'react'
import type { Reply } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'
import type { ReplySaving } from './reply-saving.ts'

/** The author of a letter has left, or is away: making it one's own, which asks. */
export function BecomeAuthor({ reply, saving }: { reply: Reply; saving: ReplySaving }) {
  const words = useWords('reply')
  const site = useWords('site')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  if (!reply.may.includes('becomeAuthor')) return null
  const { name } = reply.author
  const become = () => {
    setBusy(true)
    call('POST /api/office/replies/:replyId/author', { params: { replyId: reply.id } })
      .then(
        () => saving.refresh().then(() => setAsked(false)),
        (error: unknown) => setFault(faultWords(error, site)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Banner
        kind="wait"
        icon="person"
        action={
          <Button kind="secondary" small onPress={() => setAsked(true)}>
            {words.becomeAuthor}
          </Button>
        }
      >
        <p>{fill(words.authorGone, { name })}</p>
      </Banner>
      {asked && (
        <Dialog
          title={words.becomeAuthorTitle}
          onClose={() => setAsked(false)}
          locked={busy}
          foot={
            <>
              <Button kind="plain" onPress={() => setAsked(false)} unavailable={busy}>
                {site.cancel}
              </Button>
              <Button onPress={become} busy={busy && words.becomingAuthor}>
                {words.becomeAuthor}
              </Button>
            </>
          }
        >
          <p>{fill(words.becomeAuthorText, { name })}</p>
          {fault !== null && <FieldError id="author-fault">{fault}</FieldError>}
        </Dialog>
      )}
    </>
  )
}
