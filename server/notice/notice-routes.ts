import type { Handlers } from '../http/handler.ts'
import { listNotices } from './list-notices.ts'
import { newsStreamOf } from './news-stream.ts'
import { askConfirmation, confirmEmail, saveNoticeSettings, showNoticeSettings } from './notice-settings.ts'
import { readAllNotices, readNotice } from './read-notices.ts'
import { showNews } from './show-news.ts'

export const noticeRoutes = {
  'GET /api/notices': ({ context, asker, query }) => listNotices(context, asker, query),
  'GET /api/notices/news': ({ context, asker }) => showNews(context, asker.id),
  'GET /api/notices/stream': async ({ context, asker, exchange }) =>
    newsStreamOf(context).listen(asker, exchange.header('last-event-id')),
  'POST /api/notices/reading': async ({ context, asker, body }) => {
    await readAllNotices(context, asker, body.upTo)
    return {}
  },
  'POST /api/notices/:id/reading': async ({ context, asker, params }) => {
    await readNotice(context, asker, params.id)
    return {}
  },
  'GET /api/notice-settings': ({ context, asker }) => showNoticeSettings(context, asker),
  'PATCH /api/notice-settings': ({ context, asker, body }) => saveNoticeSettings(context, asker, body),
  'POST /api/notice-settings/link': ({ context, asker }) => askConfirmation(context, asker),
  'POST /api/email-confirmations': ({ context, body }) => confirmEmail(context, body.token),
} satisfies Partial<Handlers>
