import { useState } from 'react'
import type { PaymentMethod } from '../../../domain/tariff/payment.ts'
import { fill } from '../../../words/fill.ts'
import { formatMoneySign } from '../../../words/money.ts'
import { LanguageMenu } from '../../frame/LanguageMenu.tsx'
import { useTitle } from '../../frame/Page.tsx'
import { HelpLink } from '../../help/HelpLink.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { More } from '../../ui/More.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { wayOf } from '../draft/draft-journey.ts'
import { useJourney, useMoves } from '../draft/journey-page.ts'
import { LeaveButton } from '../draft/LeaveButton.tsx'
import { helpOf } from '../draft/StepHead.tsx'
import { FeeBox } from './FeeBox.tsx'
import { Requisites } from './Requisites.tsx'

/** §6: the window with the two ways to settle the fee, over the letter. Nothing is preselected. */
export function PaymentStep() {
  const words = useWords('writing')
  const site = useWords('site')
  const language = useLanguage()
  const { company } = useSession().session
  const { draft, saving, way, today, calendar } = useJourney()
  const moves = useMoves('payment')
  // «Иә, келісемін» is the consent, so the choice is saved only with it (§7).
  const [method, setMethod] = useState<PaymentMethod | null>(draft.paymentMethod)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  useTitle(words.steps.payment, { hasErrors: error !== undefined })
  const amount = formatMoneySign(draft.fee?.feeTiyn ?? 0, language)
  const agree = async () => {
    if (method === null) {
      setError(words.paymentMissing)
      document.getElementById('paymentMethod')?.focus()
      return
    }
    setBusy(true)
    saving.change({ paymentMethod: method })
    const saved = await saving.flush()
    setBusy(false)
    if (saved) moves.next(wayOf(saving.snapshot().draft, today, calendar))
    else setError(words.saveFirst)
  }
  return (
    <Dialog
      title={words.paymentTitle}
      above={
        <>
          <p className="meta strong">
            {fill(site.stepOf, { current: way.steps.indexOf('payment') + 1, total: way.steps.length })}
          </p>
          <LanguageMenu />
        </>
      }
      beside={<HelpLink section={helpOf.payment} />}
      onClose={() => moves.to('letter')}
      foot={
        <>
          <LeaveButton />
          <Button busy={busy && words.saving} onPress={() => void agree()}>
            {words.agree}
          </Button>
        </>
      }
    >
      <FeeBox />
      <RadioCards
        id="paymentMethod"
        legend={words.paymentLegend}
        error={error}
        value={method}
        onChange={(value) => {
          setMethod(value === 'debit' ? 'debit' : 'byDetails')
          setError(undefined)
        }}
        options={[
          { value: 'byDetails', label: words.byDetails, note: words.byDetailsHint },
          { value: 'debit', label: words.debit, note: fill(words.debitHint, { amount }) },
        ]}
      />
      {/* Above the requisites: unfolded, they would push it out of sight on a phone. */}
      <a className="link-row" href={paths.tariffs} target="_blank" rel="noreferrer">
        <Icon name="letter" />
        {fill(words.tariffs, { company: company.shortName[language] })}
      </a>
      {method === 'byDetails' && (
        <More title={words.requisites} open>
          <Requisites columns />
        </More>
      )}
      {method === 'debit' && <Note icon="pencil">«{fill(words.debitConsent, { amount })}»</Note>}
    </Dialog>
  )
}
