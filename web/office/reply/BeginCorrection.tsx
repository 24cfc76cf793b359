import { useState } from 'react'
import type { OfficeAppeal } from '../../../wire/office.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

interface BeginCorrectionProps {
  readonly appeal: OfficeAppeal
  /** The letter that is to be corrected. */
  readonly letterId: string
  readonly onBegun: () => void
}

/** docs/office.md 6: a correction is begun at the letter that it corrects. */
export function BeginCorrection({ appeal, letterId, onBegun }: BeginCorrectionProps) {
  const words = useWords('reply')
  const site = useWords('site')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  if (!appeal.acts.includes('writeCorrection')) return null
  const begin = async () => {
    setBusy(true)
    try {
      await call('POST /api/office/appeals/:id/replies', {
        params: { id: appeal.id },
        body: { kind: 'correction', corrects: letterId },
        idempotencyKey: attempt.keyOf([letterId]),
      })
      attempt.done()
      setFault(null)
      onBegun()
    } catch (error) {
      setFault(faultWords(error, site))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="no-print">
      {fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{fault}</p>
        </Banner>
      )}
      <Button kind="plain" small icon="pencil" busy={busy && words.beginning} onPress={() => void begin()}>
        {words.beginCorrection}
      </Button>
    </div>
  )
}
