import { eventKinds } from '../../domain/appeal/history.ts'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { type Format, type Receipt, writeReceipt } from '../../eds/evidence/receipt.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { type StoredEvent, toldChain } from '../appeal/event-chain.ts'
import { findFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'

/**
 * The receipt of an appeal: as of its registration, before that as of its coming in. The same facts give the same
 * bytes, whenever it is made.
 */
export async function makeReceipt(
  { db }: Context,
  appeal: SentAppeal,
  history: readonly StoredEvent[],
  format: Format,
): Promise<Uint8Array> {
  const chain = toldChain(history, eventKinds)
  const moment =
    chain.find((event) => 'type' in event && eventKinds[event.type].act === 'register') ?? chain[0]
  const letter = await findFile(db, appeal.letter.fileId)
  if (moment === undefined || letter === null) throw new NotFound()
  const settings = await readSettings(db, localDate(appeal.sentAt))
  const { number, registrationDate, firstDueDate, client } = appeal
  const receipt: Receipt = {
    format,
    appeal: appeal.id,
    company: {
      name: settings['company.name'][appeal.letterLanguage],
      bin: settings['company.requisites'].bin,
    },
    client: { name: fullName(client.name), iin: client.iin },
    coupon: formatCoupon(appeal.coupon),
    receivedAt: toIso(appeal.signature.receivedAt),
    registration:
      number === null || registrationDate === null
        ? null
        : { number, date: registrationDate, dueDate: firstDueDate },
    letterSha256: letter.sha256,
    history: { events: moment.seq, head: moment.hash },
    madeAt: moment.recordedAt,
  }
  return new TextEncoder().encode(writeReceipt(receipt))
}
