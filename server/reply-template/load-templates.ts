import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../db/project-root.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { recordReplyTexts } from './reply-template-store.ts'
import { ReplyTextsFile } from './reply-texts-file.ts'

/** The shipped templates and modules, for a demo or a test world. */
export async function loadTemplates(context: Context, from: PlainDate): Promise<void> {
  const text = await readFile(join(projectRoot(), 'data', 'reply-templates.json'), 'utf8')
  const texts = ReplyTextsFile.parse(JSON.parse(text))
  await inTransaction(context.db, (trx) => recordReplyTexts(trx, texts, from, context.now()))
}
