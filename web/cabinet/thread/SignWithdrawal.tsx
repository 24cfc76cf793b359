import { lazy, Suspense, useRef, useState } from 'react'
import type { Appeal } from '../../../wire/appeal.ts'
import type { PreparedSubmission } from '../../../wire/submission-signing.ts'
import { call, fileUrl } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { letterPlace } from '../../signing/egov-mobile/egov-mobile-here.ts'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { LetterPages } from '../../ui/Sheet.tsx'
import { useWords } from '../../words.ts'
import { asSent, LetterDiffers, type Proof, shownBytes } from '../sign/send-letter.ts'
import { type WayToSign, waysHere, waysToSign } from '../sign/ways-to-sign.ts'

// Fetched when it is chosen and pressed.
const EgovMobileWindow = lazy(async () => ({
  default: (await import('../../signing/egov-mobile/EgovMobileWindow.tsx')).EgovMobileWindow,
}))

interface SignWithdrawalProps {
  readonly draftId: string
  readonly letter: PreparedSubmission
  readonly language: Appeal['letterLanguage']
  readonly onSent: (at: string) => void
  /** Back to the reason; `why`: it was refused. */
  readonly onBack: (why?: string) => void
}

/** The letter of a withdrawal as it is signed, the three ways, and the press that signs and sends. */
export function SignWithdrawal({ draftId, letter, language, onSent, onBack }: SignWithdrawalProps) {
  const words = useWords('thread')
  const writing = useWords('writing')
  const site = useWords('site')
  const { session } = useSession()
  const [way, setWay] = useState<WayToSign>(() => waysHere(session.ways)[0] ?? waysToSign[1])
  const [content, setContent] = useState<Uint8Array | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const params = { id: draftId }
  const { letterId } = letter
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
  const sign = async (proof: Proof) => {
    try {
      const body = { letterId, ...asSent(proof) }
      const idempotencyKey = key.current
      const { sentAt } = await call('POST /api/submissions/:id/signature', { params, body, idempotencyKey })
      setContent(null)
      onSent(sentAt)
    } catch (error) {
      failed(error)
    }
  }
  const close = () => setContent(null)
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
      <Note kind="wait" icon="warning">
        {words.withdrawConfirm}
      </Note>
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
      <div className="actions">
        <Button busy={busy && words.sending} onPress={() => void open()}>
          {writing.sign}
        </Button>
        <Button kind="secondary" onPress={() => onBack()}>
          {words.withdrawChange}
        </Button>
      </div>
      {content !== null && way.method === 'egovQr' && (
        <Suspense>
          <EgovMobileWindow
            purpose="letter"
            place={letterPlace(session.person?.id ?? '', draftId)}
            subject={letterId}
            begin={() =>
              call('POST /api/submissions/:id/egov-mobile-signing', { params, body: { letterId } })
            }
            onSigned={(egovMobileSigningId) => sign({ method: 'egovQr', egovMobileSigningId })}
            onFail={failed}
            onClose={close}
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
