import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DemoMail } from '../../wire/notice.ts'
import type { MailConfig } from '../config.ts'

/** As many as a page shows. */
const most = 50

/**
 * The mails that the demo's played mail server has kept, the latest first. Files that come and go are passed
 * over.
 */
export async function demoMails(mail: MailConfig | null): Promise<DemoMail[]> {
  const folder = mail?.playedDir
  if (folder == null) return []
  const names = await readdir(folder).catch(() => [])
  const latest = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .slice(-most)
    .reverse()
  const read = latest.map(async (name) => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '{}')
    return DemoMail.safeParse(JSON.parse(text)).data
  })
  return (await Promise.all(read)).filter((one) => one !== undefined)
}
