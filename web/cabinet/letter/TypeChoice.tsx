import { useRef, useState } from 'react'
import { documentsWanted } from '../../../domain/attachment/required-documents.ts'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import type { Offer } from '../../../wire/catalogue.ts'
import { fill } from '../../../words/fill.ts'
import { formatMoneySign } from '../../../words/money.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { useLanguage, useWords } from '../../words.ts'

interface TypeChoiceProps {
  readonly offer: Offer
  readonly chosen: string | null
  /** A representative attaches what the client need not. */
  readonly role: 'self' | 'representative'
  readonly error: string | undefined
  readonly onChoose: (type: AppealType) => void
}

/** §4: «Санат», then «Өтініш түрі», with fee, term and documents told before the choice. */
export function TypeChoice({ offer, chosen, role, error, onChoose }: TypeChoiceProps) {
  const words = useWords('writing')
  const language = useLanguage()
  const ofChosen = offer.categories.find(({ types }) => types.some(({ type }) => type.code === chosen))
  const [opened, setOpened] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const [unfolded, setUnfolded] = useState(false)
  const onlyOne = offer.categories.length === 1 ? offer.categories[0] : undefined
  const category = offer.categories.find(({ code }) => code === opened) ?? ofChosen ?? onlyOne
  const describe = useTypeFacts(offer, role)
  const types = category?.types ?? []
  // On a narrow screen what was not chosen folds away, so that the letter is right below the choice.
  const folded = category !== undefined && category === ofChosen && !unfolded
  return (
    <div className={folded ? 'split type folded' : 'split type'} ref={box}>
      <RadioCards
        id="category"
        legend={words.category}
        slim
        error={types.length === 0 ? error : undefined}
        value={category?.code ?? null}
        onChange={setOpened}
        options={offer.categories.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
      <div className="stack">
        {types.length > 0 && (
          <RadioCards
            id="type"
            legend={words.type}
            error={error}
            value={chosen}
            onChange={(code) => {
              const found = types.find(({ type }) => type.code === code)
              setUnfolded(false)
              if (found !== undefined) onChoose(found.type)
            }}
            options={types.map((one) => ({
              value: one.type.code,
              label: one.type.name[language],
              ...describe(one),
            }))}
          />
        )}
        {folded && (
          <Button
            kind="secondary"
            small
            className="only-narrow"
            expanded={false}
            onPress={() => {
              // The button goes away: the focus stays with what was chosen.
              box.current?.querySelector<HTMLElement>('[name="type"]:checked')?.focus()
              setUnfolded(true)
            }}
          >
            {words.otherType}
          </Button>
        )}
        {types.length === 0 && <p className="hint choose-first">{words.chooseCategory}</p>}
        <FreeFormat
          offer={offer}
          shown={types.map(({ type }) => type.code)}
          onChoose={onChoose}
          after={setOpened}
        />
      </div>
    </div>
  )
}

type OfferedType = Offer['categories'][number]['types'][number]

function useTypeFacts(
  offer: Offer,
  role: TypeChoiceProps['role'],
): (one: OfferedType) => { facts: string[]; note: string } {
  const words = useWords('writing')
  const language = useLanguage()
  return ({ type, fee, term }) => {
    const documents = documentsWanted(type.documents, fee.feeTiyn)
      .filter(({ required, requiredIf }) => required && (requiredIf?.applicantRole ?? role) === role)
      .map(({ document, requiredIf }) => {
        const name = offer.documents[document]?.[language] ?? document
        const said = name.charAt(0).toLocaleLowerCase(language) + name.slice(1)
        const sure = Object.keys(requiredIf ?? {}).every((name) => name === 'applicantRole')
        return sure ? said : fill(words.documentIf, { document: said })
      })
    return {
      facts: [
        fee.feeTiyn === 0
          ? words.typeFree
          : fill(words.typeFee, { fee: formatMoneySign(fee.feeTiyn, language) }),
        fill(words.typeTerm[term.unit], { n: term.value }),
      ],
      note:
        documents.length === 0
          ? words.typeNoDocuments
          : fill(words.typeDocuments, { list: documents.join(', ') }),
    }
  }
}

interface FreeFormatProps {
  readonly offer: Offer
  readonly shown: readonly string[]
  readonly onChoose: (type: AppealType) => void
  readonly after: (category: string) => void
}

/** The way out for a client who finds no fitting type. */
function FreeFormat({ offer, shown, onChoose, after }: FreeFormatProps) {
  const words = useWords('writing')
  const found = offer.categories
    .flatMap(({ code, types }) => types.map(({ type }) => ({ category: code, type })))
    .find(({ type }) => type.form === 'free')
  if (found === undefined || shown.includes(found.type.code)) return null
  return (
    <div className="aside">
      <p>
        <span className="strong">{words.noType}</span> {words.noTypeHint}
      </p>
      <p>
        <Button
          kind="secondary"
          small
          onPress={() => {
            after(found.category)
            onChoose(found.type)
          }}
        >
          {words.writeFreely}
        </Button>
      </p>
    </div>
  )
}
