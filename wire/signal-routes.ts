import { z } from 'zod'
import { staffRoles } from '../domain/person/role.ts'
import { AppealId } from './appeal.ts'
import { AllRead } from './notice.ts'
import type { Route } from './route.ts'
import { SignalNews, SignalSettings, SignalSettingsChange, Signals, SignalsQuery } from './signal.ts'

const Nothing = z.object({})

/** What staff are told, each their own (docs/office.md 8): a part of wire/routes.ts. */
export const signalRoutes = {
  'GET /api/office/signals': { who: staffRoles, query: SignalsQuery, response: Signals },
  'GET /api/office/signals/news': { who: staffRoles, response: SignalNews },
  'POST /api/office/signals/reading': { who: staffRoles, body: AllRead, response: Nothing },
  'POST /api/office/signals/:id/reading': { who: staffRoles, params: AppealId, response: Nothing },
  'GET /api/office/signals/settings': { who: staffRoles, response: SignalSettings },
  'PUT /api/office/signals/settings': {
    who: staffRoles,
    body: SignalSettingsChange,
    response: SignalSettings,
    account: 'changeSignalSettings',
  },
} as const satisfies Record<`${'GET' | 'POST' | 'PUT'} /${string}`, Route>
