import { localDate } from '../../domain/calendar/instant.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import type { Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { tariffOnDay } from './tariff-store.ts'

/** §6: today's tariffs as a document, to read in the page. Throws NotFound where there are none. */
export async function openTariffDocument(context: Context, language: LetterLanguage): Promise<StreamAnswer> {
  const tariff = await tariffOnDay(context.db, localDate(context.now()))
  const fileId = tariff?.documents[language] ?? null
  if (fileId === null) throw new NotFound()
  return { ...(await fileAnswer(context, fileId)), inline: true }
}
