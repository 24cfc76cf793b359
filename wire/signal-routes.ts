import { z } from 'zod'
import { toldRoles } from '../domain/signal/choice.ts'
import { AppealId } from './appeal.ts'
import { AllRead } from './notice.ts'
import type { Route } from './route.ts'
import { SignalNews, SignalSettings, SignalSettingsChange, Signals, SignalsQuery } from './signal.ts'

const Nothing = z.object({})

/** What staff are told, each their own (docs/office.md 8): a part of wire/routes.ts. */
export const signalRoutes = {
  'GET /api/office/signals': { who: toldRoles, query: SignalsQuery, response: Signals },
  'GET /api/office/signals/news': { who: toldRoles, response: SignalNews },
  'POST /api/office/signals/reading': { who: toldRoles, body: AllRead, response: Nothing },
  'POST /api/office/signals/:id/reading': { who: toldRoles, params: AppealId, response: Nothing },
  'GET /api/office/signals/settings': { who: toldRoles, response: SignalSettings },
  'PUT /api/office/signals/settings': {
    who: toldRoles,
    body: SignalSettingsChange,
    response: SignalSettings,
  },
} as const satisfies Record<`${'GET' | 'POST' | 'PUT'} /${string}`, Route>
