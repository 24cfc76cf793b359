import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { PhoneWindow } from '../../signing/egov-mobile/EgovMobileWindow.tsx'
import { letterPlace } from '../../signing/egov-mobile/egov-mobile-here.ts'
import { useJourney } from '../draft/journey-page.ts'
import type { SigningWindowProps } from './ways-to-sign.ts'

/** §8.2: with eGov Mobile, by QR or on this very phone. */
export function SignByPhone({ draftId, letter, onSigned, onFail, onClose }: SigningWindowProps) {
  const { person } = useSession().session
  const { saving } = useJourney()
  const { letterId } = letter
  return (
    <PhoneWindow
      purpose="letter"
      place={letterPlace(person?.id ?? '', draftId)}
      subject={letterId}
      begin={() =>
        call('POST /api/drafts/:id/phone-signing', { params: { id: draftId }, body: { letterId } })
      }
      onSigned={(phoneSigningId) => onSigned({ method: 'egovQr', phoneSigningId })}
      onFail={onFail}
      onClose={(signed) => {
        // The step says then that it is signed and not sent.
        if (signed) void saving.refresh()
        onClose()
      }}
    />
  )
}
