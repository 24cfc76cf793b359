import type { ContractRow } from '../../../wire/contract.ts'
import { useSession } from '../../session.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useContractLine } from './contract-words.ts'

interface ContractChoiceProps {
  readonly contracts: readonly ContractRow[]
  readonly chosen: string | null
  readonly error: string | undefined
  readonly onChoose: (contractId: string) => void
}

/** §3: the client's contracts as cards; a closed one says what it still allows. */
export function ContractChoice({ contracts, chosen, error, onChoose }: ContractChoiceProps) {
  const words = useWords('writing')
  const line = useContractLine()
  return (
    <RadioCards
      id="contract"
      legend={words.contractLegend}
      hideLegend
      error={error}
      value={chosen}
      onChange={onChoose}
      options={contracts.map((contract) => ({
        value: contract.id,
        label: <NoBreak text={line(contract)} />,
        note: <ContractNote contract={contract} />,
      }))}
    />
  )
}

function ContractNote({ contract }: { contract: ContractRow }) {
  const words = useWords('writing')
  const site = useWords('site')
  const { today } = useSession().session
  const language = useLanguage()
  const kind = site.contractKinds[contract.kind]
  const closed = contract.closedOn !== null && contract.closedOn <= today
  const refusals = useWords('refusals')
  const ofCompany = contract.partyKind === 'legalEntity' ? refusals.legal_entity_contract : null
  const capacity = contract.capacity === 'tenant' ? null : words.capacities[contract.capacity]
  return (
    <>
      <span className="lines">
        <span>{kind.charAt(0).toLocaleUpperCase(language) + kind.slice(1)}</span>
        {contract.propertyAddress && (
          <span>
            <NoBreak text={contract.propertyAddress} />
          </span>
        )}
        {capacity && <span>{capacity}</span>}
        {ofCompany && (
          <span>
            {ofCompany.title}. {ofCompany.detail}
          </span>
        )}
        {!ofCompany && !contract.writable && <span>{words.contractNoTypes}</span>}
      </span>
      {closed && (
        <span className="closed">
          <span className="badge draft">{words.contractClosed}</span> {words.contractClosedHint}
        </span>
      )}
    </>
  )
}
