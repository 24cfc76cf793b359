import { useState } from 'react'
import { fill } from '../../words/fill.ts'
import { formatMoneySign } from '../../words/money.ts'
import { call, fileUrl, type ResponseOf } from '../api.ts'
import { longDate } from '../appeal/dates.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { useSession } from '../session.tsx'
import { Button, DownloadButton } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { type Column, ListTable } from '../ui/ListTable.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'

type Tariffs = ResponseOf<'GET /api/tariffs'>
type Category = Tariffs['categories'][number]
type Row = Category['rows'][number]

/** §6: the approved tariffs: to be read here, viewed and downloaded as the document. */
export function TariffsPage() {
  const words = useWords('tariffs')
  const language = useLanguage()
  const company = useSession().session.company.shortName[language]
  const { data, error, loading, reload } = useLoad('tariffs', (signal) =>
    call('GET /api/tariffs', { signal }),
  )
  const title = fill(words.title, { company })
  useTitle(title)
  if (data === undefined) {
    return (
      <>
        <PageHead title={title} />
        {loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />}
      </>
    )
  }
  return (
    <>
      <PageHead
        title={title}
        hint={fill(words.hint, { date: longDate(data.validFrom, language), rate: data.vatPercent })}
      />
      <TariffDocuments />
      <TariffRows categories={data.categories} />
    </>
  )
}

/** All types by category; a word typed above leaves those whose names hold it. */
function TariffRows({ categories }: { categories: readonly Category[] }) {
  const words = useWords('tariffs')
  const site = useWords('site')
  const language = useLanguage()
  const [asked, setAsked] = useState('')
  const sought = asked.trim().toLocaleLowerCase(language)
  const found = categories
    .map((category) => ({
      ...category,
      rows: category.rows.filter(({ type }) => type[language].toLocaleLowerCase(language).includes(sought)),
    }))
    .filter(({ rows }) => rows.length > 0)
  const types = new Set(found.flatMap(({ rows }) => rows.map(({ typeCode }) => typeCode)))
  return (
    <>
      <search className="after tariff-search">
        <TextField
          id="tariff-search"
          type="search"
          label={words.search}
          hint={words.searchHint}
          value={asked}
          onChange={setAsked}
        />
        <p className="meta found" role="status">
          {fill(site.found, { n: types.size })}
        </p>
      </search>
      {found.length === 0 && (
        <EmptyState
          title={words.none}
          hint={words.noneHint}
          action={
            <Button kind="secondary" onPress={() => setAsked('')}>
              {site.clearFilter}
            </Button>
          }
        />
      )}
      {found.map((category) => (
        <CategoryTable key={category.code} category={category} />
      ))}
    </>
  )
}

function CategoryTable({ category }: { category: Category }) {
  const words = useWords('tariffs')
  const site = useWords('site')
  const language = useLanguage()
  const { name, rows } = category
  // Told only where some fee or term depends on it.
  const byKind = rows.some(({ contractKind }) => contractKind !== null)
  const split = (typeCode: string) =>
    rows.some((row) => row.typeCode === typeCode && row.contractKind !== null)
  const kindColumn: Column<Row> = {
    label: words.contract,
    cell: ({ contractKind, typeCode }) => {
      if (contractKind !== null) return site.contractKinds[contractKind]
      return split(typeCode) ? words.otherContracts : words.anyContract
    },
  }
  return (
    <section className="after tariff-category" aria-labelledby={`tariff-${category.code}`}>
      <h2 id={`tariff-${category.code}`}>{name[language]}</h2>
      <ListTable
        caption={name[language]}
        rows={rows}
        keyOf={(row) => `${row.typeCode} ${row.contractKind}`}
        columns={[
          { label: words.type, kind: 'first', cell: (row) => row.type[language] },
          ...(byKind ? [kindColumn] : []),
          { label: words.term, cell: (row) => <Terms terms={row.terms} /> },
          { label: words.fee, cell: (row) => <Fee row={row} /> },
        ]}
      />
    </section>
  )
}

/** «5 000 ₸» with the VAT in it below. */
function Fee({ row: { feeTiyn, vatTiyn } }: { row: Row }) {
  const words = useWords('tariffs')
  const language = useLanguage()
  if (feeTiyn === 0) return words.free
  return (
    <>
      <b className="nowrap">{formatMoneySign(feeTiyn, language)}</b>
      <br />
      <span className="meta">{fill(words.vat, { vat: formatMoneySign(vatTiyn, language) })}</span>
    </>
  )
}

/** «15 жұмыс күні»; of several the one that ends earlier counts, and that is said. */
function Terms({ terms }: { terms: Row['terms'] }) {
  const words = useWords('tariffs')
  const said = terms.map(({ value, unit }) => fill(words[unit], { n: value })).join(' / ')
  return terms.length === 1 ? said : fill(words.earlier, { terms: said })
}

/** View and download: one document, which says all in Kazakh and in Russian. */
function TariffDocuments() {
  const words = useWords('tariffs')
  const site = useWords('site')
  const language = useLanguage() === 'ru' ? 'ru' : 'kk'
  return (
    <p className="row no-print">
      <DownloadButton view small href={fileUrl('GET /api/tariffs/document', { query: { language } })}>
        {words.view}
      </DownloadButton>
      <DownloadButton
        small
        kind="plain"
        href={fileUrl('GET /api/tariffs/document', { query: { language, download: true } })}
      >
        {site.download}
      </DownloadButton>
      <PrintButton />
      <span className="meta">{words.files}</span>
    </p>
  )
}
