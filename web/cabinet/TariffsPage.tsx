import { contractKinds } from '../../domain/contract/contract.ts'
import { fill } from '../../words/fill.ts'
import { formatMoneySign } from '../../words/money.ts'
import { call, fileUrl } from '../api.ts'
import { longDate } from '../appeal/moment.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { useSession } from '../session.tsx'
import { DownloadButton } from '../ui/Button.tsx'
import { type Column, ListTable } from '../ui/ListTable.tsx'
import { PageHead, useTitle } from '../ui/Page.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'

/** §6: the approved tariffs: to be read here, viewed and downloaded as the document. */
export function TariffsPage() {
  const words = useWords('site')
  const language = useLanguage()
  const company = useSession().session.company.shortName[language]
  const { data, error, loading, reload } = useLoad('tariffs', (signal) =>
    call('GET /api/tariffs', { signal }),
  )
  const title = fill(words.tariffsTitle, { company })
  useTitle(title)
  if (data === undefined) return loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />
  type Row = (typeof data.rows)[number]
  // Told only where some fee depends on it.
  const byKind = data.rows.some(({ contractKind }) => contractKind !== null)
  const kindColumn: Column<Row> = {
    label: words.tariffsContract,
    cell: ({ contractKind }) => {
      const kind = contractKinds.find((one) => one === contractKind)
      return kind === undefined ? words.tariffsAnyContract : words.contractKinds[kind]
    },
  }
  return (
    <>
      <PageHead
        title={title}
        hint={fill(words.tariffsHint, {
          date: longDate(data.validFrom, language),
          rate: data.vatPercent,
        })}
      />
      <TariffDocuments />
      <div className="after">
        <ListTable
          caption={title}
          rows={data.rows}
          keyOf={(row) => `${row.type.kk} ${row.contractKind}`}
          columns={[
            { label: words.tariffsType, kind: 'first', cell: (row) => row.type[language] },
            { label: words.tariffsCategory, cell: (row) => row.category[language] },
            ...(byKind ? [kindColumn] : []),
            {
              label: words.tariffsFee,
              cell: ({ feeTiyn }) => (
                <span className="nowrap strong">
                  {feeTiyn === 0 ? words.tariffsFree : formatMoneySign(feeTiyn, language)}
                </span>
              ),
            },
          ]}
        />
      </div>
    </>
  )
}

/** View and download: one document, which says all in Kazakh and in Russian. */
function TariffDocuments() {
  const words = useWords('site')
  const language = useLanguage() === 'ru' ? 'ru' : 'kk'
  return (
    <p className="row">
      <DownloadButton view small href={fileUrl('GET /api/tariffs/document', { query: { language } })}>
        {words.tariffsView}
      </DownloadButton>
      <DownloadButton
        small
        kind="plain"
        href={fileUrl('GET /api/tariffs/document', { query: { language, download: true } })}
      >
        {words.download}
      </DownloadButton>
      <span className="meta">
        PDF, {words.inKazakh}, {words.inRussian}
      </span>
    </p>
  )
}
