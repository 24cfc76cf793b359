import { verifyFiles } from '../attachment/verify-files.ts'
import { checkRegister } from '../book/check-register.ts'
import type { Context } from '../context.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import { openEverything } from '../master-key/accept-master-key.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import { listStaff, staffByLogin } from '../person/staff-store.ts'
import { unseal } from '../vault.ts'

/** What is not as it should be; words/<language>/backup.ts says it. */
export interface RestoredFault {
  readonly kind: 'masterKey' | 'journal' | 'register' | 'file' | 'signIn'
  readonly what: string
}

export interface CheckedRestore {
  readonly faults: readonly RestoredFault[]
  readonly events: number
  readonly files: number
  /** Staff who can come in with their password and their code. */
  readonly staff: number
}

/**
 * Looks at a restored database before it is served: the master key, history and heads, register books, every file,
 * and whether staff can sign in. `lost`: files that were gone before the backup was made.
 */
export async function checkRestored(context: Context, lost: readonly string[]): Promise<CheckedRestore> {
  const faults: RestoredFault[] = []
  const { check, opened, closed } = await openEverything(context.db, context.config.masterKey)
  // A database older than check values gets one at its first start (master-key/accept-master-key.ts).
  if (check === 'closed' || (check === 'none' && closed > 0 && opened <= closed))
    faults.push({ kind: 'masterKey', what: check })
  const journal = await verifyJournal(context)
  if (journal.fault !== null) faults.push({ kind: 'journal', what: journal.fault.kind })
  const register = await checkRegister(context)
  if (register.fault !== null) faults.push({ kind: 'register', what: register.fault.what })
  const gone = new Set(lost)
  const wrong: string[] = []
  const looked = await verifyFiles(context, ({ id }) => void wrong.push(id))
  for (const id of wrong) if (!gone.has(id)) faults.push({ kind: 'file', what: id })
  const { staff, kept } = await signIns(context)
  for (const login of kept) faults.push({ kind: 'signIn', what: login })
  return { faults, events: journal.events, files: looked - wrong.length, staff }
}

/** Password and code of everybody who may come in: nobody knows the password here, but what it is compared with. */
async function signIns({ db, config }: Context): Promise<{ staff: number; kept: string[] }> {
  const active = (await listStaff(db)).filter((one) => one.active)
  const kept: string[] = []
  for (const { login } of active) {
    const one = await staffByLogin(db, login)
    try {
      if (one === null || !one.passwordHash.startsWith('$argon2')) throw new Error('no password')
      unseal(config.masterKey, one.totpSecret, sealedUnder.oneTimeCode(one.id))
    } catch {
      kept.push(login)
    }
  }
  return { staff: active.length - kept.length, kept }
}
