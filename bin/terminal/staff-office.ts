import { localDate } from '../../domain/calendar/instant.ts'
import { shortName } from '../../domain/person/name.ts'
import { type StaffRole, staffRoles } from '../../domain/person/role.ts'
import { canMove } from '../../domain/reply/reply.ts'
import { discardWish } from '../../domain/reply/reply-heir.ts'
import type { Context } from '../../server/context.ts'
import { changeMember } from '../../server/person/change-member.ts'
import { changeRole } from '../../server/person/change-role.ts'
import { type Leaving, leave } from '../../server/person/leave.ts'
import { workersOn } from '../../server/person/worker-store.ts'
import { allUnits } from '../../server/unit/unit-store.ts'
import { people as en } from '../../words/en/people.ts'
import { fill } from '../../words/fill.ts'
import { people as kk } from '../../words/kk/people.ts'
import { people as ru } from '../../words/ru/people.ts'
import { goOn } from './go-on.ts'
import { byCode, byLogin, NotNamed, officeWordsHere, onOffice } from './office-words.ts'
import { languageHere } from './terminal-words.ts'

const words = { kk, ru, en }

/** What `otinish staff change` and `otinish staff leave` are given. */
export interface StaffChange {
  readonly login: string
  readonly grant: readonly string[]
  readonly withdraw: readonly string[]
  readonly join: readonly string[]
  readonly leave: readonly string[]
}

const officeOf = (context: Context) => workersOn(context.db, localDate(context.now()))

/** Roles granted and withdrawn, units joined and left. */
export async function changeStaff(change: StaffChange): Promise<number> {
  return await onOffice('staff', async ({ context }) => {
    const { workers } = await officeOf(context)
    const { id } = byLogin(workers, change.login)
    const units = await allUnits(context.db)
    for (const role of change.grant) await changeRole(context, null, id, roleOf(role), 'granted')
    for (const role of change.withdraw) await changeRole(context, null, id, roleOf(role), 'withdrawn')
    for (const code of change.join) await changeMember(context, null, id, byCode(units, code).id, 'joined')
    for (const code of change.leave) await changeMember(context, null, id, byCode(units, code).id, 'left')
    const now = byLogin((await officeOf(context)).workers, change.login)
    const own = units.filter((unit) => now.units.includes(unit.id)).map(({ code }) => code)
    const line = { login: now.login, roles: now.roles.join(', ') || '–', units: own.join(', ') || '–' }
    console.log(fill(officeWordsHere().changed, line))
    return 0
  })
}

function roleOf(text: string): StaffRole {
  const role = staffRoles.find((one) => one === text)
  if (role === undefined) throw new NotNamed(staffRoles.join(', '))
  return role
}

/** What `otinish staff leave` is given. */
interface LeavingAsked {
  readonly heir: string | undefined
  /** Letters that nobody has proposed are thrown away, not handed over. */
  readonly discard: boolean
  readonly apply: boolean
}

/** Somebody leaves: what they have in hand, and who takes it; with `apply` it is done. */
export async function leaveStaff(login: string, { heir, discard, apply }: LeavingAsked): Promise<number> {
  return await onOffice('staff', async ({ context }) => {
    const { workers } = await officeOf(context)
    const { id } = byLogin(workers, login)
    const all = heir === undefined ? null : byLogin(workers, heir).id
    const found = await leave(context, null, id, { all, each: {} }, false)
    const drafts = discard ? found.things.flatMap(keyOfDraft) : []
    const each = Object.fromEntries(drafts.map((key) => [key, discardWish]))
    const before = discard ? await leave(context, null, id, { all, each }, false) : found
    const said = officeWordsHere()
    if (before.handOver?.finished === false) {
      console.log(fill(said.leaving, { login }))
      return apply ? await goOn(context, before.handOver.id) : 0
    }
    const left = apply ? await leave(context, null, id, { all, each }, true) : before
    const { things, active, handOver } = left
    const { leavingKinds } = words[languageHere()]
    for (const thing of things) {
      const called = typeof thing.called === 'string' ? thing.called : thing.called[languageHere()]
      const days = thing.from === undefined ? '' : ` ${thing.from} – ${thing.to}`
      const taker = workers.find((one) => one.id === thing.heirId)
      const outcome =
        thing.outcome === 'heir'
          ? fill(said.outcomeHeir, { heir: taker === undefined ? '' : shortName(taker.name) })
          : thing.outcome === 'free' || thing.outcome === 'discarded'
            ? { free: said.outcomeFree, discarded: said.outcomeDiscarded }[thing.outcome]
            : said.outcomeStopped
      console.log(`${leavingKinds[thing.kind]}\t${called}${days}\t${outcome}`)
    }
    if (things.length === 0) console.log(fill(said.nothingLeft, { login }))
    if (things.length === 0 && !active) return 0
    if (!apply) {
      console.log(said.dryRun)
      return 0
    }
    if (handOver?.finished === false) {
      console.log(fill(said.leaving, { login }))
      return await goOn(context, handOver.id)
    }
    console.log(fill(said.left, { login, n: things.length }))
    return 0
  })
}

/** The key of a letter that can be thrown away. */
const keyOfDraft = (thing: Leaving['things'][number]): string[] =>
  thing.kind === 'reply' && canMove('discard', thing.letter.state) === null ? [`reply:${thing.id}`] : []
