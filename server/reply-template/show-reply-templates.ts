import type { z } from 'zod'
import { can, standingFor } from '../../domain/appeal/can.ts'
import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { filledTemplate } from '../../domain/reply/placeholder.ts'
import { templatesFor } from '../../domain/reply/reply-template.ts'
import type { ReplyTemplates } from '../../wire/reply-template.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound, Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { replyTextsOn } from './reply-template-store.ts'
import { replyValues } from './reply-values.ts'

/**
 * docs/office.md 6: what a letter of this kind about this appeal can begin with, in both languages, filled as far as it
 * is known. For those who may write one. Throws NotFound or Refused.
 */
export async function showReplyTemplates(
  context: Context,
  asker: Asker,
  appealId: string,
  kind: ReplyKind,
): Promise<z.input<typeof ReplyTemplates>> {
  const { db } = context
  const appeal = await officeAppeal(db, asker, 'readLetter', appealId)
  const writes = (['execute', 'replyInterim'] as const).some(
    (act) => standingFor(asker, act, appeal.facts).length > 0,
  )
  if (!writes) throw new Refused(can(asker, 'execute', appeal.facts) ?? refuse('not_the_executor'))
  const type = await typeById(db, appeal.typeId)
  if (type === null) throw new NotFound()
  const today = localDate(context.now())
  const settings = await readSettings(db, today)
  const letter = { reason: '', newDueDate: null, receiver: null, corrected: null }
  const values = replyValues(appeal, settings, type.type.name, letter)
  const filled = ({ kk, ru }: { readonly kk: string; readonly ru: string }) => ({
    kk: filledTemplate(kk, values.kk),
    ru: filledTemplate(ru, values.ru),
  })
  const { templates, modules } = templatesFor(await replyTextsOn(db, today), kind, type.type.code)
  return {
    templates: templates.map(({ code, name, text, types }) => ({
      code,
      name,
      text: filled(text),
      forType: types !== undefined,
    })),
    modules: modules.map(({ code, name, text }) => ({ code, name, text: filled(text) })),
  }
}
