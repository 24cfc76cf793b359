import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Appeal } from '../../../wire/appeal.ts'
import type { EgovMobileSigned } from '../../../wire/egov-mobile.ts'
import type { PreparedSubmission } from '../../../wire/submission-signing.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl, ProblemError } from '../../api.ts'
import { longMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useServerNow, useSession } from '../../session.tsx'
import { egovMobileHere, letterPlace } from '../../signing/egov-mobile/egov-mobile-here.ts'
import { Banner, Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { LetterPages } from '../../ui/Sheet.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { forgetSigned, keepSignature, type SignedHere, signedHere } from '../sign/kept-signature.ts'
import { asSent, LetterDiffers, type Proof, shownBytes } from '../sign/send-letter.ts'
import { useSendingAgain } from '../sign/use-sending-again.ts'
import { type WayToSign, waysHere, waysToSign } from '../sign/ways-to-sign.ts'

// Fetched when it is chosen and pressed.
const EgovMobileWindow = lazy(async () => ({
  default: (await import('../../signing/egov-mobile/EgovMobileWindow.tsx')).EgovMobileWindow,
}))

interface SignWithdrawalProps {
  readonly draftId: string
  readonly letter: PreparedSubmission
  readonly language: Appeal['letterLanguage']
  /** A phone has signed it already, and it waits for the press. */
  readonly signedThere: EgovMobileSigned | null
  readonly onSent: (at: string) => void
  /** Back to the reason; `why`: it was refused. */
  readonly onBack: (why?: string) => void
}

/**
 * The letter of a withdrawal as it is signed, the three ways, and the press that signs and sends. A signature whose
 * answer was lost is kept in this tab and goes again under the same key; the server gives the same receipt.
 */
export function SignWithdrawal(props: SignWithdrawalProps) {
  const { draftId, letter, language, onSent, onBack } = props
  const words = useWords('thread')
  const writing = useWords('writing')
  const site = useWords('site')
  const reads = useLanguage()
  const now = useServerNow()
  const { session, ended, refresh } = useSession()
  const personId = session.person?.id ?? ''
  const { letterId, localDate } = letter
  const place = letterPlace(personId, draftId)
  const [before] = useState(() => ({
    signed: signedHere(personId, draftId),
    code: egovMobileHere(place, letterId),
  }))
  const [way, setWay] = useState<WayToSign>(() => waysHere(session.ways)[0] ?? waysToSign[1])
  const [content, setContent] = useState<Uint8Array | null>(null)
  const [busy, setBusy] = useState(false)
  const [unsent, setUnsent] = useState<SignedHere | null>(
    before.signed?.letterId === letterId ? before.signed : null,
  )
  const [onPhone, setOnPhone] = useState(props.signedThere?.letterId === letterId ? props.signedThere : null)
  const params = { id: draftId }
  const failed = (error: unknown) => {
    setContent(null)
    onBack(error instanceof LetterDiffers ? words.withdrawDiffers : faultWords(error, site))
  }
  const open = async () => {
    setBusy(true)
    const address = fileUrl('GET /api/submissions/:id/letter/document', { params })
    await shownBytes(address, letter).then(setContent, failed)
    setBusy(false)
  }
  const openLatest = useRef(open)
  // A phone may be at it still: the same code is shown again after a reload.
  const reopen = useRef(before.code !== null && onPhone === null && now() < Date.parse(before.code.expiresAt))
  useEffect(() => {
    const byPhone = waysToSign.find(({ method }) => method === 'egovQr')
    if (!reopen.current || byPhone === undefined) return
    reopen.current = false
    setWay(byPhone)
    void openLatest.current()
  }, [])
  const send = async (signed: SignedHere) => {
    setBusy(true)
    // Before it goes: whatever becomes of the answer, or of this page, the same press can be repeated.
    keepSignature(personId, draftId, signed)
    try {
      const body = { letterId: signed.letterId, ...asSent(signed.proof) }
      const { idempotencyKey } = signed
      const { sentAt } = await call('POST /api/submissions/:id/signature', { params, body, idempotencyKey })
      forgetSigned(personId, draftId)
      setContent(null)
      onSent(sentAt)
    } catch (error) {
      setContent(null)
      setBusy(false)
      const answered = error instanceof ProblemError && error.problem !== null && error.status < 500
      if (!answered || error.status === 401 || error.status === 429) {
        if (answered && error.status === 401) void refresh().catch(() => undefined)
        return setUnsent(signed)
      }
      forgetSigned(personId, draftId)
      failed(error)
    }
  }
  const sign = (proof: Proof) => send({ letterId, localDate, proof, idempotencyKey: crypto.randomUUID() })
  useSendingAgain(unsent !== null && !busy && !ended, () => unsent !== null && void send(unsent))
  const press = () => {
    if (unsent !== null) return void send(unsent)
    if (onPhone === null) return void open()
    return void sign({ method: 'egovQr', egovMobileSigningId: onPhone.egovMobileSigningId })
  }
  const close = () => setContent(null)
  const closePhone = (signed: boolean) => {
    close()
    if (!signed) return
    const known = call('GET /api/submissions/:id', { params })
    known.then(
      (draft) => setOnPhone(draft.egovMobileSigned),
      () => undefined,
    )
  }
  return (
    <div className="stack no-print">
      <LetterPages
        pages={letter.pages}
        // A letter prepared again has the same address; its id keeps the browser from showing the old one.
        srcOf={(page) =>
          `${fileUrl('GET /api/submissions/:id/letter/pages/:page', { params: { ...params, page } })}?letter=${letterId}`
        }
        text={letter.text}
        lang={language}
      />
      {unsent !== null || onPhone !== null ? (
        <Banner kind="wait" icon="warning" role="alert" title={words.withdrawNotSent}>
          <p>
            {unsent === null && onPhone !== null
              ? fill(words.withdrawOnPhone, { moment: longMoment(onPhone.keptUntil, reads) })
              : words.withdrawNotSentText}
          </p>
        </Banner>
      ) : (
        <Note kind="wait" icon="warning">
          {words.withdrawConfirm}
        </Note>
      )}
      {unsent === null && onPhone === null && (
        <RadioCards
          id="withdrawal-way"
          legend={<span className="part">{writing.howToSign}</span>}
          value={way.method}
          onChange={(method) => setWay((now) => waysToSign.find((one) => one.method === method) ?? now)}
          options={waysHere(session.ways).map(({ method }) => ({
            value: method,
            label: writing.ways[method].name,
            note: writing.ways[method].hint,
          }))}
        />
      )}
      <div className="actions">
        <Button busy={busy && content === null && words.sending} onPress={press}>
          {unsent !== null ? writing.sendAgain : onPhone !== null ? words.send : writing.sign}
        </Button>
        <Button kind="secondary" onPress={() => onBack()}>
          {words.withdrawChange}
        </Button>
      </div>
      {content !== null && way.method === 'egovQr' && (
        <Suspense>
          <EgovMobileWindow
            purpose="letter"
            place={place}
            subject={letterId}
            begin={() =>
              call('POST /api/submissions/:id/egov-mobile-signing', { params, body: { letterId } })
            }
            onSigned={(egovMobileSigningId) => sign({ method: 'egovQr', egovMobileSigningId })}
            onFail={failed}
            onClose={closePhone}
          />
        </Suspense>
      )}
      {content !== null && way.method !== 'egovQr' && (
        <Suspense>
          <way.Window
            draftId={draftId}
            letter={letter}
            content={content}
            onSigned={sign}
            onFail={failed}
            onClose={close}
          />
        </Suspense>
      )}
    </div>
  )
}
