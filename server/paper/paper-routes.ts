import type { Handlers } from '../http/handler.ts'
import { decidePaper } from './decide-paper.ts'

export const paperRoutes = {
  'POST /api/office/appeals/:id/papers/:slotId/decisions': async ({ context, asker, params, body }) => {
    await decidePaper(context, asker, params.id, params.slotId, body)
    return {}
  },
} satisfies Partial<Handlers>
