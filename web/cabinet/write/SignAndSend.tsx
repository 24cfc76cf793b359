import { useState } from 'react'
import { useLocation } from 'wouter'
import type { PreparedLetter } from '../../../wire/appeal.ts'
import { ProblemError } from '../../api.ts'
import { wordsOf } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { KeyFileWindow } from '../../signing/KeyFileWindow.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { useWords } from '../../words.ts'
import { useJourney } from './journey-page.ts'
import { LeaveButton } from './LeaveButton.tsx'
import { forgetDraft } from './open-draft.ts'
import { SavingNote } from './SavingNote.tsx'
import { bytesToSign, LetterDiffers, lettersOver, type SignedLetter, sendLetter } from './send-letter.ts'

interface SignAndSendProps {
  readonly letter: PreparedLetter
  /** The letter is no longer good: it is prepared again, and `reason` is told. */
  readonly onRenew: (reason: string) => void
  readonly onFail: (reason: string) => void
}

/** §8–§9: the way to sign, the window for it, and the one press that signs and sends. */
export function SignAndSend({ letter, onRenew, onFail }: SignAndSendProps) {
  const words = useWords('writing')
  const site = useWords('site')
  const [, navigate] = useLocation()
  const { person } = useSession().session
  const { draft } = useJourney()
  const [content, setContent] = useState<Uint8Array | null>(null)
  const [busy, setBusy] = useState(false)
  const [unsent, setUnsent] = useState<SignedLetter | null>(null)
  const open = async () => {
    setBusy(true)
    try {
      setContent(await bytesToSign(draft.id, letter))
    } catch (error) {
      onFail(error instanceof LetterDiffers ? words.bytesDiffer : wordsOf(error, site))
    }
    setBusy(false)
  }
  const arrived = () => {
    forgetDraft(draft.id)
    navigate(paths.outgoingAfterSending(draft.id), { replace: true })
  }
  const send = async (signed: SignedLetter) => {
    setBusy(true)
    try {
      await sendLetter(draft.id, signed)
      return arrived()
    } catch (error) {
      setContent(null)
      setBusy(false)
      const code = error instanceof ProblemError ? error.code : 'server'
      const refused = error instanceof ProblemError && error.problem !== null && error.status < 500
      if (code === 'already_sent') return arrived()
      if (lettersOver.has(code)) return onRenew(wordsOf(error, site))
      if (refused && error.status !== 401 && error.status !== 429) {
        setUnsent(null)
        return onFail(wordsOf(error, site))
      }
      setUnsent(signed)
    }
  }
  const signed = (cms: Uint8Array) =>
    send({ letterId: letter.letterId, cms, idempotencyKey: crypto.randomUUID() })
  return (
    <>
      {/* One way is built; it is shown chosen, so that the client knows what the press will ask for. */}
      <RadioCards
        id="way"
        legend={<span className="part">{words.howToSign}</span>}
        value="keyFile"
        onChange={() => {}}
        options={[{ value: 'keyFile', label: words.keyFile, note: words.keyFileHint }]}
      />
      {unsent !== null && (
        <Banner kind="wait" icon="warning" role="alert" title={words.signedNotSent}>
          <p>{words.signedNotSentHint}</p>
        </Banner>
      )}
      <div className="actions">
        <Button
          busy={busy && content === null && words.sending}
          onPress={() => void (unsent === null ? open() : send(unsent))}
        >
          {unsent === null ? words.sign : words.sendAgain}
        </Button>
        <LeaveButton />
        <SavingNote />
      </div>
      {content !== null && (
        <KeyFileWindow
          title={words.keyWindow}
          purpose="letter"
          content={content}
          expectIin={person?.iin ?? null}
          onSigned={signed}
          onClose={() => setContent(null)}
        />
      )}
    </>
  )
}
