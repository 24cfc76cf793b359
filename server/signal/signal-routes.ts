import type { Handlers } from '../http/handler.ts'
import { changeSignalSettings, showSignalSettings } from './change-signal-settings.ts'
import { listSignals } from './list-signals.ts'
import { readSignals } from './read-signals.ts'
import { signalNews } from './signal-store.ts'

export const signalRoutes = {
  'GET /api/office/signals': ({ context, asker, query }) => listSignals(context, asker, query),
  'GET /api/office/signals/news': ({ context, asker }) => signalNews(context.db, asker.id),
  'POST /api/office/signals/reading': async ({ context, asker, body }) => {
    await readSignals(context, asker, { upTo: body.upTo })
    return {}
  },
  'POST /api/office/signals/:id/reading': async ({ context, asker, params }) => {
    await readSignals(context, asker, { signalId: params.id })
    return {}
  },
  'GET /api/office/signals/settings': ({ context, asker }) => showSignalSettings(context, asker.id),
  'PUT /api/office/signals/settings': ({ context, asker, body }) =>
    changeSignalSettings(context, asker, body),
} satisfies Partial<Handlers>
