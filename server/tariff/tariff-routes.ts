import { localDate } from '../../domain/calendar/instant.ts'
import { readFile } from '../attachment/file-store.ts'
import type { Handlers } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { showTariffs } from './show-tariffs.ts'
import { tariffOnDay } from './tariff-store.ts'

export const tariffRoutes = {
  'GET /api/tariffs': ({ context }) => showTariffs(context),
  'GET /api/tariffs/document': async ({ context, query }) => {
    const tariff = await tariffOnDay(context.db, localDate(context.now()))
    const fileId = tariff?.documents[query.language] ?? null
    if (fileId === null) throw new NotFound()
    const { file, bytes } = await readFile(context, fileId)
    return { bytes, mediaType: file.mediaType, name: file.name, inline: !query.download }
  },
} satisfies Partial<Handlers>
