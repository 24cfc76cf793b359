import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { connect as connectTcp } from 'node:net'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import { localDate } from '../../domain/calendar/instant.ts'
import { scanBytes } from '../attachment/clamav.ts'
import type { Context } from '../context.ts'
import { renderTariffs } from '../letter/render-tariffs.ts'
import { openEverything } from '../master-key/accept-master-key.ts'
import { type Finding, good, problem, warning } from './finding.ts'

const gibibyte = 2 ** 30

/** May the serving role rewrite history, or install a root? */
export async function checkRights({ db }: Context): Promise<Finding> {
  const { rows } = await sql<{ may: boolean }>`
    select has_table_privilege('event', 'update') or has_table_privilege('event', 'delete')
        or has_table_privilege('trust_certificate', 'insert') as may`.execute(db)
  return rows[0]?.may === false ? good('rights') : problem('rights')
}

/** The database's clock starts the jobs, ours dates the letters: they must not differ. */
export async function checkClock({ db }: Context): Promise<Finding> {
  const before = Date.now()
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db)
  const middle = (before + Date.now()) / 2
  const seconds = Math.round(Math.abs((rows[0]?.at.getTime() ?? 0) - middle) / 1000)
  return seconds > 60 ? problem('clock', { n: seconds }) : good('clock')
}

/** Kazakhstan has kept one time since 1 March 2024, UTC+5; older data of time zones would say +6. */
export function checkZone(): Finding {
  return localDate(Date.parse('2024-03-02T18:30:00Z')) === '2024-03-02' ? good('zone') : problem('zone')
}

/** Is the master key that of this database, and does it open everything sealed? */
export async function checkMasterKey({ db, config }: Context): Promise<Finding> {
  const { opened, closed, check } = await openEverything(db, config.masterKey)
  if (closed === 0) return good('masterKey', { n: opened })
  const fits = check === 'opened' || (check === 'none' && opened > closed)
  return problem('masterKey', { problem: fits ? 'mixed' : 'other', closed, all: opened + closed })
}

export async function checkDisk({ config }: Context): Promise<Finding> {
  try {
    // The folder of files is made with the first of them; before, the nearest one above tells.
    let folder = config.filesDir
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
    const { bavail, bsize } = await statfs(folder)
    const free = Number(bavail) * Number(bsize)
    const shown = { n: (free / gibibyte).toFixed(1) }
    if (free < gibibyte / 2) return problem('disk', shown)
    return free < 5 * gibibyte ? warning('disk', shown) : good('disk', shown)
  } catch {
    return problem('disk', { n: '–' })
  }
}

/** Typst and the fonts: a page with Kazakh letters is really made. */
export function checkLetters(): Finding {
  try {
    const { pdf } = renderTariffs({
      company: { kk: 'Әғқңөұүһі', ru: 'Компания' },
      version: 1,
      validFrom: '2026-01-01',
      vatPercent: 16,
      categories: [],
    })
    return new TextDecoder().decode(pdf.slice(0, 5)) === '%PDF-' ? good('letters') : problem('letters')
  } catch {
    return problem('letters')
  }
}

/** Does the mail server greet? No mail is sent. */
export async function checkMail({ config }: Context): Promise<Finding> {
  if (config.mail === null) return warning('mail', { state: 'none' })
  const { protocol, hostname, port } = new URL(config.mail.smtpUrl)
  const at = Number(port) || (protocol === 'smtps:' ? 465 : 587)
  return (await answers(hostname.replace(/^\[|\]$/g, ''), at))
    ? good('mail')
    : problem('mail', { state: 'away' })
}

async function answers(host: string, port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connectTcp({ host, port, timeout: 5_000 })
    const end = (there: boolean) => () => {
      socket.destroy()
      resolve(there)
    }
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false))
  })
}

/** Does the virus scanner give verdicts? */
export async function checkScanner({ config }: Context): Promise<Finding> {
  if (config.clamav === null) return warning('scanner', { state: 'none' })
  try {
    await scanBytes(config.clamav, new TextEncoder().encode('otinish'), AbortSignal.timeout(10_000))
    return good('scanner')
  } catch {
    return problem('scanner', { state: 'away' })
  }
}

/** Links in mails and the cookie need to know how clients call the site. */
export function checkPublicUrl({ config, demo }: Context): Finding {
  return config.publicUrl === null && !demo ? warning('address') : good('address')
}
