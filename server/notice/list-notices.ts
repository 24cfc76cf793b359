import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { parseDevice } from '../../domain/security/device.ts'
import type { Notices, NoticesQuery } from '../../wire/notice.ts'
import type { Asker, Context } from '../context.ts'
import { findNotices, type StoredNotice } from './notice-store.ts'

/** §10: what the company has done with the client's appeals, the latest first. */
export async function listNotices(
  context: Context,
  asker: Asker,
  { page, size }: z.output<typeof NoticesQuery>,
): Promise<z.input<typeof Notices>> {
  const { rows, total } = await findNotices(context.db, asker.id, localDate(context.now()), { page, size })
  return { rows: rows.map(noticeRow), page, size, total }
}

function noticeRow(notice: StoredNotice): z.input<typeof Notices>['rows'][number] {
  const { executor } = notice
  return {
    id: notice.id,
    number: notice.number,
    kind: notice.kind,
    appealId: notice.appealId,
    account:
      notice.about === null
        ? null
        : { device: parseDevice(notice.about.device), fields: notice.about.fields },
    at: notice.at.toISOString(),
    unread: notice.unread,
    subject: notice.subject,
    letterLanguage: notice.letterLanguage,
    registrationNumber: notice.registrationNumber,
    coupon: notice.coupon === null ? null : formatCoupon(notice.coupon),
    registrationDate: notice.registrationDate,
    dueDate: notice.dueDate,
    receiver: notice.receiver,
    executor: executor === null ? null : { fullName: fullName(executor.name), extension: executor.extension },
    returned: notice.returned,
  }
}
