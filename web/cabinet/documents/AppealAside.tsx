import { fill } from '../../../words/fill.ts'
import { formatMoneySign } from '../../../words/money.ts'
import { Facts } from '../../ui/Facts.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useContractLine } from '../draft/contract-words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { Requisites } from '../payment/Requisites.tsx'

/** What the documents are for; where to pay is at hand while a receipt is still to be got. */
export function AppealAside() {
  const words = useWords('writing')
  const language = useLanguage()
  const contractLine = useContractLine()
  const { draft } = useJourney()
  const payment =
    draft.paymentMethod === null || draft.fee === null || draft.fee.feeTiyn === 0
      ? words.free
      : fill(words.paymentLine, {
          method: words[draft.paymentMethod],
          amount: formatMoneySign(draft.fee.feeTiyn, language),
        })
  return (
    <aside className="aside" aria-labelledby="your-appeal">
      <h3 className="part" id="your-appeal">
        {words.yourAppeal}
      </h3>
      <Facts
        rows={[
          [words.type, draft.type?.name[language]],
          [words.contract, <NoBreak key="contract" text={contractLine(draft.contract)} />],
          [words.payment, payment],
        ]}
      />
      {draft.paymentMethod === 'byDetails' && payment !== words.free && (
        <>
          <h4 className="part">{words.requisites}</h4>
          <Requisites />
        </>
      )}
    </aside>
  )
}
