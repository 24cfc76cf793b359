import { DeviceCookie } from '../../server/http/device-cookie.ts'
import type { Answered, Ask, Caller } from './ask.ts'
import type { AttackedStaff } from './attacked-people.ts'
import type { AttackedSite } from './attacked-site.ts'

const stepMs = 30_000

/** Who waits so long for their turn in a crowd has a code that still holds when it is looked at. */
const marginMs = 30_000

/** A one-time code that was not used yet: of the step before, now or after. Waits where none is left. */
export async function freshCode(site: AttackedSite, staff: AttackedStaff): Promise<string> {
  for (;;) {
    const now = site.context.now()
    const step = Math.max(staff.codesUsed + 1, Math.floor((now + marginMs) / stepMs) - 1)
    if (step <= Math.floor(now / stepMs) + 1) {
      staff.codesUsed = step
      return staff.totp.generate({ timestamp: step * stepMs })
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Signs in as the person does who knows everything. */
export async function signIn(
  site: AttackedSite,
  staff: AttackedStaff,
  who: Caller,
  ask: Ask = site.watcher.ask,
): Promise<Answered> {
  const { login, password } = staff
  const body = { login, password, code: await freshCode(site, staff) }
  return await ask(who, 'POST /api/staff-session', { body })
}

/** A browser at this address in which the person signed in before. */
export function knownBrowser({ context }: AttackedSite, staff: AttackedStaff, address: string): Caller {
  const devices = new DeviceCookie(context.config.masterKey)
  const holder = { kind: 'staff', holderId: staff.id } as const
  return { address, cookies: { otinish_device: devices.renew(undefined, holder, context.now()) } }
}

/** A wrong password, or a wrong code. */
export const wrongTry = (
  site: AttackedSite,
  staff: AttackedStaff,
  who: Caller,
  change: { readonly password?: string; readonly code?: string },
): Promise<Answered> => {
  const { login, password } = staff
  return site.ask(who, 'POST /api/staff-session', { body: { login, password, code: '000000', ...change } })
}
