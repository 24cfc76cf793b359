import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Step } from '../../../domain/appeal/journey.ts'
import { isVisible } from '../../../domain/catalogue/condition.ts'
import { printAnswer } from '../../../domain/catalogue/print-answer.ts'
import { answerPrinter } from '../../../words/answer-printer.ts'
import { formatFileSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { formatMoneySign } from '../../../words/money.ts'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useContractLine } from '../draft/contract-words.ts'
import { referencesOf } from '../draft/draft-journey.ts'
import { changePath, useJourney } from '../draft/journey-page.ts'

interface Row {
  readonly name: string
  readonly value: ReactNode
  readonly step: Step
  readonly field?: string
}

/** Everything that was answered, each with the way to change it and to come back. */
export function CheckAnswers() {
  const words = useWords('writing')
  const { draft } = useJourney()
  const rows = useRows()
  return (
    <dl className="answers a">
      {rows.map(({ name, value, step, field }) => (
        <div key={`${step} ${field ?? name}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          <dd className="change">
            <Link href={changePath(draft.id, step, field)}>
              {words.change}
              <span className="hide">{fill(words.ofWhat, { what: name })}</span>
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function useRows(): Row[] {
  const words = useWords('writing')
  const language = useLanguage()
  const contractLine = useContractLine()
  const { draft, way } = useJourney()
  const type = draft.type
  if (type === null) return []
  const print = answerPrinter(referencesOf(draft))
  const answers = type.fields
    .filter((field) => isVisible(field, draft.answers))
    .map((field): Row => {
      // The check speaks the letter's language where the letter has the words.
      const said = printAnswer(field, draft.answers[field.code], draft.letterLanguage, print)
      return {
        name: field.label[language],
        value: said === '' ? words.notGiven : <Lines text={said} lang={draft.letterLanguage} />,
        step: 'letter',
        field: field.code,
      }
    })
  const payment: Row[] =
    way.steps.includes('payment') && draft.paymentMethod !== null && draft.fee !== null
      ? [
          {
            name: words.payment,
            value: fill(words.paymentLine, {
              method: words[draft.paymentMethod],
              amount: formatMoneySign(draft.fee.feeTiyn, language),
            }),
            step: 'payment',
          },
        ]
      : []
  return [
    { name: words.contract, value: <NoBreak text={contractLine(draft.contract)} />, step: 'contract' },
    { name: words.type, value: type.name[language], step: 'letter', field: 'type' },
    { name: words.address, value: <NoBreak text={draft.address} />, step: 'letter', field: 'address' },
    { name: words.email, value: draft.email.trim() || words.notGiven, step: 'letter', field: 'email' },
    ...answers,
    ...payment,
    { name: words.documents, value: <FileNames />, step: 'documents' },
  ]
}

const Lines = ({ text, lang }: { text: string; lang: string }) => (
  <span className="typed-lines" lang={lang}>
    {text}
  </span>
)

function FileNames() {
  const words = useWords('writing')
  const language = useLanguage()
  const { attachments } = useJourney().draft
  if (attachments.length === 0) return words.none
  return (
    <ul>
      {attachments.map(({ id, name, size }) => (
        <li key={id}>
          {name}, <span className="nowrap">{formatFileSize(size, language)}</span>
        </li>
      ))}
    </ul>
  )
}
