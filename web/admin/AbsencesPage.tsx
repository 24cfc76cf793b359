import { useState } from 'react'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { Banner } from '../ui/Banner.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { SelectField } from '../ui/Field.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useWords } from '../words.ts'
import { AbsenceForm } from './AbsenceForm.tsx'
import { refusedLines } from './said.ts'

/** One's own absence with a deputy; a head's people's too, and for an administrator everybody's. */
export function AbsencesPage() {
  const words = useWords('people')
  const site = useWords('site')
  const load = useLoad('absences', (signal) => call('GET /api/office/absences', { signal }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [turn, setTurn] = useState(0)
  useTitle(words.absencesTitle, { office: true, hasErrors: faults.length > 0 })
  if (load.data === undefined) {
    return load.loading ? <Skeleton /> : <LoadFailed error={load.error} retry={load.reload} />
  }
  const { people, deputies, insteadOf } = load.data
  const one = people.find(({ id }) => id === chosen) ?? people[0]
  return (
    <>
      <ErrorSummary lines={faults} />
      <PageHead title={words.absencesTitle} hint={words.absencesHint} />
      {insteadOf.map(({ id, name, to }) => (
        <Banner key={id} kind="info">
          {fill(words.youInstead, { name, to: formatShortDate(to) })}
        </Banner>
      ))}
      {turn > 0 && faults.length === 0 && (
        <p className="meta" role="status">
          {words.done}
        </p>
      )}
      {one && (
        <section className="panel" aria-label={words.absenceTitle}>
          {people.length > 1 && (
            <SelectField
              id="whose"
              label={words.whoseAbsence}
              value={one.id}
              onChange={setChosen}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <AbsenceForm
            key={`${one.id} ${turn}`}
            staffId={one.id}
            open={one.open}
            mayHandOver={one.mayHandOver}
            absences={one.absences}
            deputies={deputies.filter(({ id }) => one.deputyIds.includes(id))}
            onDone={() => {
              setFaults([])
              setTurn(turn + 1)
              load.reload()
            }}
            onFault={(error) => setFaults(refusedLines(error, site, ['deputyId', 'to']))}
          />
        </section>
      )}
    </>
  )
}
