import { checkRegister } from '../book/check-register.ts'
import type { Context } from '../context.ts'
import {
  checkCalendar,
  checkDueDates,
  checkJournal,
  checkLetterSeal,
  checkOffer,
  checkSeal,
  checkSearch,
  checkSettings,
  checkSignals,
  checkStaff,
  checkStaffIins,
  checkTemplates,
  checkTrust,
  checkUnsureMails,
  checkWork,
  todayOf,
} from './check-data.ts'
import { checkEveryFile, checkGrown, checkStoredFiles, checkStrayFiles } from './check-files.ts'
import {
  checkClock,
  checkDisk,
  checkLetters,
  checkMail,
  checkMasterKey,
  checkPublicUrl,
  checkRights,
  checkScanner,
  checkZone,
} from './check-machine.ts'
import { checks, type Finding, good, problem } from './finding.ts'

/**
 * Looks at everything a site needs, changing nothing; findings in the order of `checks`. `full`: at the whole history
 * too, which takes as long as there is of it.
 */
export async function examine(context: Context, { full } = { full: false }): Promise<Finding[]> {
  const today = todayOf(context)
  const found = [
    // The command was let in only with a migrated database (bin/terminal/command-world.ts).
    good('migrations'),
    await checkRights(context),
    await checkClock(context),
    checkZone(),
    await checkMasterKey(context),
    await checkStoredFiles(context),
    await checkStrayFiles(context),
    ...(await checkGrown(context)),
    ...(full ? [await checkEveryFile(context), await checkJournal(context)] : []),
    await checkDisk(context),
    checkLetters(),
    ...(await checkSettings(context, today)),
    ...(await checkCalendar(context, today)),
    ...(await checkOffer(context, today)),
    await checkTemplates(context, today),
    checkTrust(context),
    await checkSeal(context),
    await checkLetterSeal(context, today),
    await checkStaff(context),
    await checkStaffIins(context),
    ...(await checkWork(context)),
    await checkSearch(context),
    await checkRegisters(context),
    await checkDueDates(context),
    await checkSignals(context),
    await checkMail(context),
    await checkUnsureMails(context),
    await checkScanner(context),
    checkPublicUrl(context),
  ]
  return [...found].sort((a, b) => checks.indexOf(a.check) - checks.indexOf(b.check))
}

/** Are the register books whole? `otinish register check` names the first thing that is wrong. */
async function checkRegisters(context: Context): Promise<Finding> {
  const { fault, years } = await checkRegister(context)
  if (fault !== null) return problem('registers')
  return good('registers', { n: years.reduce((sum, { entries }) => sum + entries, 0) })
}
