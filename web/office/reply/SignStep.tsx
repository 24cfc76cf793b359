import { useCallback, useEffect, useState } from 'react'
import { type SigningMethod, signingMethods } from '../../../domain/signature/method.ts'
import type { FrozenLetters, NewReplySignature } from '../../../wire/reply-signing.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { longMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { isComputer } from '../../signing/is-computer.ts'
import { Banner, Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import { FrozenPaper } from './FrozenPaper.tsx'
import { LetterDiffers } from './frozen-letters.ts'
import { ReplyFacts } from './ReplyFacts.tsx'
import { ReplyPaper } from './ReplyPaper.tsx'
import { SendBack } from './SendBack.tsx'
import { SendingState } from './SendingState.tsx'
import { SignWindow } from './SignWindow.tsx'
import type { ShownReply } from './show-reply.ts'

/** The press came before each language had been before their eyes. */
const notLooked = Symbol('not looked')

interface SignStepProps {
  readonly shown: ShownReply
  /** It is being opened for signing from here: that it is another one by this is no news. */
  readonly onOpen: () => void
  readonly onDecided: (said: string) => void
  /** It is another one by now: read it again. */
  readonly onChanged: () => void
}

/**
 * docs/signature.md: an approved letter is opened for signing, which gives it number and date; then it is looked at as
 * it goes, in each language, and signed by a key file, a phone or NCALayer.
 */
export function SignStep({ shown, onOpen, onDecided, onChanged }: SignStepProps) {
  const words = useWords('replySigning')
  const ofReply = useWords('reply')
  const site = useWords('site')
  const language = useLanguage()
  const { ways } = useSession().session
  const { reply } = shown
  const here = signingMethods.filter(
    (method) => ways.includes(method) && (method !== 'ncaLayer' || isComputer()),
  )
  const [frozen, setFrozen] = useState<FrozenLetters | null>(null)
  const [read, setRead] = useState(reply.language)
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set())
  const [method, setMethod] = useState<SigningMethod>(
    here.includes('keyFile') ? 'keyFile' : (here[0] ?? 'keyFile'),
  )
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState<'opening' | 'refusing' | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const attempt = useAttempt()
  const mine = reply.may.includes('sign')
  const named = { number: reply.appeal.number }

  const refused = useCallback((error: unknown) => {
    setOpen(false)
    setFault(error)
  }, [])
  const [pressed, setPressed] = useState(false)
  const freeze = useCallback(async () => {
    setBusy('opening')
    setFault(null)
    try {
      const body = { version: reply.version }
      setFrozen(
        await call('POST /api/office/replies/:replyId/freezing', { params: { replyId: reply.id }, body }),
      )
    } catch (error) {
      refused(error)
    } finally {
      setBusy(null)
    }
  }, [reply.id, reply.version, refused])
  const reopens = mine && reply.state === 'toSign'
  useEffect(() => {
    if (reopens) void freeze()
  }, [reopens, freeze])

  const send = async (signatures: readonly NewReplySignature[]) => {
    const body = { signatures: [...signatures] }
    try {
      const next = await call('POST /api/office/replies/:replyId/signatures', {
        params: { replyId: reply.id },
        body,
        idempotencyKey: attempt.keyOf([reply.id, body]),
      })
      attempt.done()
      onDecided(fill(next.state === 'sent' ? words.signedSent : words.signedSending, named))
    } catch (error) {
      refused(error)
      if (error instanceof ProblemError && [409, 412].includes(error.status)) onChanged()
    }
  }
  const unfreeze = async () => {
    await call('DELETE /api/office/replies/:replyId/freezing', { params: { replyId: reply.id } })
  }
  const refuse = async () => {
    setBusy('refusing')
    try {
      await unfreeze()
      setFrozen(null)
      onChanged()
    } catch (error) {
      refused(error)
    } finally {
      setBusy(null)
    }
  }
  const onShown = useCallback((one: string) => setLooked((before) => new Set([...before, one])), [])
  const unread = (frozen?.letters ?? []).filter((letter) => !looked.has(letter.language))
  return (
    <>
      {frozen === null && reopens && fault === null ? (
        <Skeleton />
      ) : frozen === null ? (
        <ReplyPaper shown={shown} language={read} onLanguage={setRead} />
      ) : (
        <FrozenPaper
          frozen={frozen}
          language={read}
          onLanguage={setRead}
          onShown={onShown}
          takesFocus={pressed}
        />
      )}
      <aside className="cards" aria-label={words.title}>
        <section className="panel" aria-labelledby="h-sign">
          <h2 id="h-sign">{words.title}</h2>
          {fault !== null && (
            <Banner kind="wait" icon="warning" role="alert">
              <p>
                {fault === notLooked
                  ? words.lookAtBoth
                  : fault instanceof LetterDiffers
                    ? words.bytesDiffer
                    : faultWords(fault, site)}
              </p>
            </Banner>
          )}
          <ReplyFacts reply={reply} />
          {reply.state === 'sending' && <SendingState replyId={reply.id} />}
          {reply.state !== 'sending' && !mine && (
            <Note icon="info">{reply.whyNot.sign ?? words.othersSign}</Note>
          )}
          {mine && frozen === null && (
            <div className="stack tight">
              <Button
                icon="key"
                className="whole"
                busy={busy === 'opening' && words.opening}
                onPress={() => {
                  setPressed(true)
                  onOpen()
                  void freeze()
                }}
              >
                {words.open}
              </Button>
              <p className="sub">{words.openHint}</p>
            </div>
          )}
          {frozen !== null && (
            <div className="stack tight">
              <RadioCards
                id="way"
                slim
                legend={words.how}
                value={method}
                onChange={(value) => setMethod(here.find((one) => one === value) ?? method)}
                options={here.map((one) => ({ value: one, label: words.ways[one] }))}
              />
              <Button
                icon="key"
                className="whole"
                unavailable={unread.length > 0}
                onUnavailable={() => setFault(notLooked)}
                describedBy="sign-note"
                onPress={() => {
                  setFault(null)
                  setOpen(true)
                }}
              >
                {frozen.letters.length > 1 ? words.signBoth : words.sign}
              </Button>
              <p className="sub" id="sign-note">
                {unread.length > 0
                  ? words.lookAtBoth
                  : fill(words.until, { moment: longMoment(frozen.until, language) })}
              </p>
              <Button kind="plain" busy={busy === 'refusing' && words.refusing} onPress={() => void refuse()}>
                {words.refuse}
              </Button>
              <p className="sub">{words.refuseHint}</p>
            </div>
          )}
        </section>
        {(frozen !== null || reply.may.includes('sendBack')) && (
          <SendBack
            reply={reply}
            {...(frozen !== null && { first: unfreeze, hint: words.backHint })}
            onRefused={(error) => {
              refused(error)
              setFrozen(null)
              onChanged()
            }}
            onSent={() => onDecided(fill(ofReply.sentBack, named))}
          />
        )}
      </aside>
      {open && frozen !== null && (
        <SignWindow
          replyId={reply.id}
          frozen={frozen}
          method={method}
          onSigned={send}
          onFail={refused}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
