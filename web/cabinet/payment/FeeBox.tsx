import { fill } from '../../../words/fill.ts'
import { formatMoneySign } from '../../../words/money.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'

/** §6: what the appeal costs, VAT told; the approved tariffs open beside, so that nothing typed is left. */
export function FeeBox({ withLink }: { withLink?: boolean }) {
  const words = useWords('writing')
  const language = useLanguage()
  const { company } = useSession().session
  const { fee } = useJourney().draft
  if (fee === null) return null
  return (
    <div className="fee">
      {fee.feeTiyn === 0 ? (
        <span className="strong">{words.free}</span>
      ) : (
        <>
          <span>{words.fee}</span>{' '}
          <span className="sum nowrap">{formatMoneySign(fee.feeTiyn, language)}</span>
          <span className="meta">
            {fill(words.vat, { rate: fee.vatPercent, amount: formatMoneySign(fee.vatTiyn, language) })}
            {withLink && `. ${words.feeNext}`}
          </span>
        </>
      )}
      {withLink && (
        <a className="meta" href={paths.tariffs} target="_blank" rel="noreferrer">
          {fill(words.tariffs, { company: company.shortName[language] })}
        </a>
      )}
    </div>
  )
}
