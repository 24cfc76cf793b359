import { localDate } from '../../domain/calendar/instant.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import type { Session, SignedIn } from '../../wire/person.ts'
import { showConsent } from '../consent/show-consent.ts'
import type { Asker, Context } from '../context.ts'
import { showNews } from '../notice/show-news.ts'
import { whatIsMissing } from '../readiness/missing.ts'
import { currentSettings, fileLimitsOf } from '../setting/setting-store.ts'
import { waysToSign } from '../signature/ways-to-sign.ts'
import { clientById } from './person-store.ts'
import { endOf, mustChangePassword } from './session-store.ts'
import { staffById } from './staff-store.ts'

const noNews = { unread: 0, unreadNotices: 0, changes: 0 }

/** What a page needs before anything else: the clock, the company by today's settings, who is signed in. */
export async function showSession(context: Context, asker: Asker | null): Promise<Session> {
  const now = context.now()
  const settings = await currentSettings(context)
  const ends = asker === null ? null : await endOf(context, asker.sessionId)
  return {
    now: new Date(now).toISOString(),
    today: localDate(now),
    demo: context.demo,
    company: {
      name: settings['company.name'],
      shortName: settings['company.shortName'],
      callCentre: shownPhone(settings['company.callCentre']),
      opens: settings['hours.opens'].slice(0, 5),
      closes: settings['hours.closes'].slice(0, 5),
      beta: settings['company.betaMark'],
    },
    fileLimits: fileLimitsOf(settings),
    missing: await whatIsMissing(context),
    ways: waysToSign(context),
    person: asker === null ? null : await signedIn(context, asker),
    consentNeeded: asker?.kind === 'client' && (await showConsent(context, asker)).needed,
    passwordMustChange: asker?.kind === 'staff' && (await mustChangePassword(context.db, asker.sessionId)),
    ...(asker?.kind === 'client' ? await showNews(context, asker.id) : noNews),
    endsAt: ends === null ? null : new Date(ends.idle).toISOString(),
    endsAtLatest: ends === null ? null : new Date(ends.latest).toISOString(),
  }
}

const shownPhone = (stored: string): string => {
  const phone = parsePhone(stored)
  return phone === null ? stored : formatPhone(phone)
}

async function signedIn({ db }: Context, asker: Asker): Promise<SignedIn | null> {
  const client = asker.kind === 'client' ? await clientById(db, asker.id) : null
  const staff = asker.kind === 'staff' ? await staffById(db, asker.id) : null
  const name = client?.name ?? staff?.name
  if (name === undefined) return null
  return {
    kind: asker.kind,
    id: asker.id,
    fullName: fullName(name),
    shortName: shortName(name),
    iin: client?.iin ?? null,
    roles: [...asker.roles],
    language: asker.language,
    extension: staff?.extension ?? null,
  }
}
