import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { EgovMobileWindow } from '../../signing/egov-mobile/EgovMobileWindow.tsx'
import { letterPlace } from '../../signing/egov-mobile/egov-mobile-here.ts'
import { useAllWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import type { SigningWindowProps } from './ways-to-sign.ts'

/** §8.2: with eGov Mobile, by QR or on this very phone. */
export function SignByEgovMobile({ draftId, letter, onSigned, onFail, onClose }: SigningWindowProps) {
  useAllWords('egovMobile', 'account')
  const { person } = useSession().session
  const { saving } = useJourney()
  const { letterId } = letter
  return (
    <EgovMobileWindow
      purpose="letter"
      place={letterPlace(person?.id ?? '', draftId)}
      subject={letterId}
      begin={() =>
        call('POST /api/drafts/:id/egov-mobile-signing', { params: { id: draftId }, body: { letterId } })
      }
      onSigned={(egovMobileSigningId) => onSigned({ method: 'egovQr', egovMobileSigningId })}
      onFail={onFail}
      onClose={(signed) => {
        // The step says then that it is signed and not sent.
        if (signed) void saving.refresh()
        onClose()
      }}
    />
  )
}
