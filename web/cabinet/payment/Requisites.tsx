import { CopyButton } from '../../ui/CopyButton.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'

const grouped = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')

/** §6: where to pay, each number ready to be copied. */
export function Requisites({ columns }: { columns?: boolean }) {
  const words = useWords('writing')
  const language = useLanguage()
  const { requisites } = useJourney().draft
  const rows: readonly { name: string; value: string | null; copy?: string }[] = [
    { name: words.beneficiary, value: requisites.beneficiary[language] },
    { name: words.bin, value: requisites.bin, copy: requisites.bin },
    { name: words.iban, value: grouped(requisites.iban), copy: requisites.iban },
    { name: words.bic, value: requisites.bic },
    { name: words.kbe, value: requisites.kbe },
    { name: words.knp, value: requisites.knp },
    { name: words.purpose, value: requisites.purpose[language], copy: requisites.purpose[language] },
  ]
  return (
    <dl className={columns ? 'facts-list cols' : 'facts-list'}>
      {rows
        .filter(({ value }) => value !== null && value !== '')
        .map(({ name, value, copy }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={copy === undefined ? undefined : 'copy'}>
              <span>
                <NoBreak text={value ?? ''} />
              </span>
              {copy !== undefined && <CopyButton text={copy} what={name} />}
            </dd>
          </div>
        ))}
    </dl>
  )
}
