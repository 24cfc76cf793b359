import { localDate } from '../../domain/calendar/instant.ts'
import type { Tariff } from '../../domain/tariff/tariff.ts'
import { typesOn } from '../../server/catalogue/catalogue-store.ts'
import { inTransaction } from '../../server/in-transaction.ts'
import { publishTariff, TariffsFile, tariffsIn } from '../../server/tariff/publish-tariff.ts'
import { addVatRate, tariffVersions, vatRates } from '../../server/tariff/tariff-store.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import type { CommandWorld } from '../terminal/command-world.ts'
import { type DataAsked, DataRefused, jsonOf, onData } from '../terminal/data-file.ts'

const usage = `otinish tariffs import <file.json> [--from <YYYY-MM-DD>] [--language kk|ru|en]

  Publishes the versions of the tariffs that the database does not have yet, each with its document, and the VAT rates;
  data/tariffs.json shows the shape. The types of appeal are published before (otinish catalogue import).

  --from  from which day the one new version is in force, instead of the file's own`

/** `otinish tariffs import`: 0 published, 1 refused in words, 3 wrong arguments. */
export function run(args: string[]): Promise<number> {
  return onData('tariffs', args, { usage, acts: { import: true } }, importTariffs)
}

async function importTariffs({ context }: CommandWorld, asked: DataAsked): Promise<void> {
  const { said, from } = asked
  const file = tariffsIn(TariffsFile.parse(await jsonOf(asked)))
  const known = await tariffVersions(context.db)
  const fresh = file.tariffs.filter(({ version }) => !known.includes(version))
  if (from !== null && fresh.length > 1) throw new DataRefused(said.oneVersion)
  const tariffs = fresh.map((tariff): Tariff => ({ ...tariff, validFrom: from ?? tariff.validFrom }))
  const lines: string[] = []
  await inTransaction(context.db, async (tx) => {
    const inside = { ...context, db: tx }
    const rates = await vatRates(tx)
    for (const rate of file.vatRates) {
      if (rates.some((one) => one.from === rate.from)) continue
      await addVatRate(tx, rate)
      lines.push(fill(said.vatRecorded, { rate: rate.ratePercent, date: formatShortDate(rate.from) }))
    }
    for (const { version } of file.tariffs.filter((one) => known.includes(one.version))) {
      lines.push(fill(said.tariffKnown, { version }))
    }
    for (const tariff of [...tariffs].sort((a, b) => a.version - b.version)) {
      lines.push(...(await publish(inside, tariff, said)))
    }
  })
  console.log(lines.join('\n'))
}

async function publish(
  context: CommandWorld['context'],
  tariff: Tariff,
  said: DataAsked['said'],
): Promise<string[]> {
  // A tariff for a day before the first types is compared with those of today.
  const today = localDate(context.now())
  const day = tariff.validFrom > today ? tariff.validFrom : today
  const codes = (await typesOn(context.db, day)).map(({ type }) => type.code)
  if (codes.length === 0) throw new DataRefused(said.noTypes)
  const priced = tariff.fees.map(({ typeCode }) => typeCode)
  const unknown = priced.filter((code) => !codes.includes(code))
  if (unknown.length > 0) throw new DataRefused(fill(said.unknownTypes, { codes: unknown.join(', ') }))
  await publishTariff(context, tariff)
  const without = codes.filter((code) => !priced.includes(code))
  const { version, validFrom } = tariff
  return [
    fill(said.tariffPublished, { version, date: formatShortDate(validFrom) }),
    ...(without.length === 0 ? [] : [fill(said.freeOfTariff, { codes: without.join(', ') })]),
  ]
}
