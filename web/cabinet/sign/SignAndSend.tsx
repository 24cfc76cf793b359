import { Suspense, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { PreparedLetter } from '../../../wire/appeal.ts'
import { fill } from '../../../words/fill.ts'
import { ProblemError } from '../../api.ts'
import { longMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { useServerNow, useSession } from '../../session.tsx'
import { egovMobileHere, letterPlace } from '../../signing/egov-mobile/egov-mobile-here.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { LeaveButton } from '../draft/LeaveButton.tsx'
import { forgetDraft } from '../draft/open-draft.ts'
import { SavingNote } from '../draft/SavingNote.tsx'
import { forgetSigned, keepSignature, type SignedHere, signedHere } from './kept-signature.ts'
import { bytesToSign, LetterDiffers, lettersOver, type Proof, sendLetter } from './send-letter.ts'
import { useSendingAgain } from './use-sending-again.ts'
import { type WayToSign, waysHere, waysToSign } from './ways-to-sign.ts'

interface SignAndSendProps {
  readonly letter: PreparedLetter
  /** The letter is no longer good: it is prepared again, and `reason` is told. */
  readonly onRenew: (reason: string) => void
  readonly onFail: (reason: string) => void
}

/** §8–§9: the way to sign, the window for it, and the one press that signs and sends. */
export function SignAndSend({ letter, onRenew, onFail }: SignAndSendProps) {
  const words = useWords('writing')
  const drafts = useWords('drafts')
  const egovMobile = useWords('egovMobile')
  const language = useLanguage()
  const site = useWords('site')
  const [, navigate] = useLocation()
  const { session, ended, refresh } = useSession()
  const personId = session.person?.id ?? ''
  const { draft } = useJourney()
  const now = useServerNow()
  // A phone may be at it still: the same code is shown again after a reload.
  const [before] = useState(() => ({
    signed: signedHere(personId, draft.id),
    code: egovMobileHere(letterPlace(personId, draft.id), letter.letterId),
  }))
  const [way, setWay] = useState<WayToSign>(() => waysHere(session.ways)[0] ?? waysToSign[1])
  const [content, setContent] = useState<Uint8Array | null>(null)
  const [busy, setBusy] = useState(false)
  // A signature that this tab still has from before a reload; it holds for these very bytes, and only today.
  const holds = before.signed?.letterId === letter.letterId && before.signed.localDate === letter.localDate
  const [unsent, setUnsent] = useState<SignedHere | null>(holds ? before.signed : null)
  const [isVoid, setVoid] = useState(before.signed !== null && !holds)
  // One that came from the phone, and waits at the server for «Жіберу».
  const signedThere = draft.egovMobileSigned?.letterId === letter.letterId ? draft.egovMobileSigned : null
  useEffect(() => {
    if (isVoid) forgetSigned(personId, draft.id)
  }, [isVoid, personId, draft.id])
  const failed = (error: unknown) => {
    setContent(null)
    // Nobody is signed in any more: the window asks, and the page stays.
    if (error instanceof ProblemError && error.status === 401) void refresh().catch(() => undefined)
    else onFail(error instanceof LetterDiffers ? words.bytesDiffer : faultWords(error, site))
  }
  const open = async () => {
    setBusy(true)
    setVoid(false)
    await bytesToSign(draft.id, letter).then(setContent, failed)
    setBusy(false)
  }
  const openLatest = useRef(open)
  const reopen = useRef(before.code !== null && now() < Date.parse(before.code.expiresAt))
  useEffect(() => {
    if (!reopen.current) return
    reopen.current = false
    const byEgovMobile = waysToSign.find(({ method }) => method === 'egovQr')
    if (byEgovMobile === undefined) return
    setWay(byEgovMobile)
    void openLatest.current()
  }, [])
  const arrived = () => {
    forgetDraft(draft.id, personId)
    navigate(paths.outgoingAfterSending(draft.id), { replace: true })
  }
  const send = async (signed: SignedHere) => {
    setBusy(true)
    // Before it goes: whatever becomes of the answer, or of this page, the same press can be repeated.
    keepSignature(personId, draft.id, signed)
    try {
      await sendLetter(draft.id, signed)
      return arrived()
    } catch (error) {
      setContent(null)
      setBusy(false)
      const code = error instanceof ProblemError ? error.code : 'server'
      const refused = error instanceof ProblemError && error.problem !== null && error.status < 500
      if (code === 'already_sent') return arrived()
      if (lettersOver.has(code)) {
        forgetSigned(personId, draft.id)
        return onRenew(faultWords(error, site))
      }
      if (refused && error.status !== 401 && error.status !== 429) {
        setUnsent(null)
        forgetSigned(personId, draft.id)
        return onFail(faultWords(error, site))
      }
      setUnsent(signed)
    }
  }
  const { letterId, localDate } = letter
  const sign = (proof: Proof) => send({ letterId, localDate, proof, idempotencyKey: crypto.randomUUID() })
  useSendingAgain(unsent !== null && !busy && !ended, () => unsent !== null && void send(unsent))
  const press = () => {
    if (unsent !== null) return void send(unsent)
    if (signedThere === null) return void open()
    return void sign({ method: 'egovQr', egovMobileSigningId: signedThere.egovMobileSigningId })
  }
  return (
    <>
      {signedThere === null && (
        <RadioCards
          id="way"
          legend={<span className="part">{words.howToSign}</span>}
          value={way.method}
          onChange={(method) => setWay((now) => waysToSign.find((one) => one.method === method) ?? now)}
          options={waysHere(session.ways).map(({ method }) => ({
            value: method,
            label: words.ways[method].name,
            note: words.ways[method].hint,
          }))}
        />
      )}
      {signedThere !== null && unsent === null && (
        <Banner kind="wait" icon="warning" role="alert" title={egovMobile.signedTitle}>
          <p>{fill(egovMobile.signedText, { moment: longMoment(signedThere.keptUntil, language) })}</p>
        </Banner>
      )}
      {unsent !== null && (
        <Banner kind="wait" icon="warning" role="alert" title={drafts.signedTitle}>
          <p>{drafts.signedText}</p>
        </Banner>
      )}
      {isVoid && (
        <Banner kind="wait" icon="warning" role="alert">
          <p>{drafts.signedVoid}</p>
        </Banner>
      )}
      <div className="actions">
        <Button busy={busy && content === null && words.sending} onPress={press}>
          {unsent !== null ? words.sendAgain : signedThere !== null ? egovMobile.send : words.sign}
        </Button>
        <LeaveButton />
        <SavingNote />
      </div>
      {content !== null && (
        <Suspense>
          <way.Window
            draftId={draft.id}
            letter={letter}
            content={content}
            onSigned={sign}
            onFail={failed}
            onClose={() => setContent(null)}
          />
        </Suspense>
      )}
    </>
  )
}
