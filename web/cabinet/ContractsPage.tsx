import { Link } from 'wouter'
import { fill } from '../../words/fill.ts'
import { call, type ResponseOf } from '../api.ts'
import { longDate } from '../appeal/dates.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { LinkButton } from '../frame/Links.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Note } from '../ui/Banner.tsx'
import { Facts } from '../ui/Facts.tsx'
import { NoBreak } from '../ui/NoBreak.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'

type Row = ResponseOf<'GET /api/contracts'>['contracts'][number]

/** §3: the client's contracts: what they are, what was sent under them, and an appeal begun from here. */
export function ContractsPage() {
  const words = useWords('profile')
  const { company } = useSession().session
  const name = company.shortName[useLanguage()]
  const { data, error, loading, reload } = useLoad('contracts', (signal) =>
    call('GET /api/contracts', { signal }),
  )
  useTitle(words.contractsTitle)
  return (
    <>
      <PageHead title={words.contractsTitle} hint={words.contractsHint} />
      {data === undefined && (loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data?.contracts.length === 0 && (
        <EmptyState
          drawing
          title={words.contractsEmpty}
          hint={fill(words.contractsEmptyHint, { phone: company.callCentre })}
        />
      )}
      {data !== undefined && data.contracts.length > 0 && (
        <div className="cards">
          {data.contracts.map((contract) => (
            <ContractCard key={contract.id} contract={contract} />
          ))}
          <Note>{fill(words.individuals, { company: name })}</Note>
          <p className="row">
            <PrintButton />
          </p>
        </div>
      )}
    </>
  )
}

function ContractCard({ contract }: { contract: Row }) {
  const words = useWords('profile')
  const site = useWords('site')
  const language = useLanguage()
  const { id, number, date, kind, capacity, propertyAddress, closedOn, writable, appeals } = contract
  const heading = `contract-${id}`
  return (
    <section className="card contract" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{fill(words.contractsOf, { number })}</h2>
        <p className="meta">{fill(words.contractFrom, { date: longDate(date, language) })}</p>
      </div>
      <Facts
        columns
        rows={[
          [words.kind, site.contractKinds[kind]],
          [words.capacity, words.capacities[capacity]],
          [words.property, propertyAddress && <NoBreak key="property" text={propertyAddress} />],
          [
            words.state,
            closedOn === null
              ? words.stateOpen
              : fill(words.stateClosed, { date: longDate(closedOn, language) }),
          ],
          [words.appeals, <Sent key="sent" id={id} appeals={appeals} />],
        ]}
      />
      {closedOn !== null && writable && <p className="hint">{words.closedNote}</p>}
      {writable ? (
        <p className="row no-print">
          <LinkButton
            kind="secondary"
            icon="pencil"
            to={paths.newAppealUnder(id)}
            label={fill(words.writeUnderOf, { number })}
          >
            {words.writeUnder}
          </LinkButton>
        </p>
      ) : (
        <p className="hint">{words.notWritable}</p>
      )}
    </section>
  )
}

function Sent({ id, appeals }: { id: string; appeals: number }) {
  const words = useWords('profile')
  if (appeals === 0) return words.appealsNone
  return <Link href={paths.outgoingUnder(id)}>{fill(words.appealsCount, { n: appeals })}</Link>
}
