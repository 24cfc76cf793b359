import type { z } from 'zod'
import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { filledTemplate } from '../../domain/reply/placeholder.ts'
import { whyNotWrite } from '../../domain/reply/reply-acts.ts'
import { templatesFor } from '../../domain/reply/reply-template.ts'
import type { ReplyTemplates } from '../../wire/reply-template.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { correspondenceOf } from '../correspondence/correspondence-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { type KeptReply, openReply } from '../reply/reply-store.ts'
import { readSettings } from '../setting/setting-store.ts'
import { replyTextsOn } from './reply-template-store.ts'
import { type LetterSoFar, replyValues } from './reply-values.ts'

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
  const refusal = whyNotWrite(asker, kind, appeal.facts)
  if (refusal !== null) throw new Refused(refusal)
  const type = await typeById(db, appeal.typeId)
  if (type === null) throw new NotFound()
  const today = localDate(context.now())
  const settings = await readSettings(db, today)
  const open = await openReply(db, appealId, kind)
  const values = replyValues(appeal, settings, type.type.name, await letterSoFar(db, appealId, open))
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

/** What the letter in work says already beside its text. */
async function letterSoFar(db: Db, appealId: string, open: KeptReply | null): Promise<LetterSoFar> {
  const sent = open?.corrects == null ? [] : await correspondenceOf(db, appealId)
  const corrected = sent.find(({ id }) => id === open?.corrects)?.outgoing ?? null
  return {
    reason: open?.reason ?? '',
    newDueDate: open?.newDueDate ?? null,
    receiver: open?.receiver?.name ?? null,
    corrected: corrected === null ? null : { number: formatOutgoing(corrected), date: corrected.date },
  }
}
