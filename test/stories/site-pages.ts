import { paths } from '../../web/paths.ts'
import { helpSections } from '../../words/help-sections.ts'
import type { TestPerson } from '../people.ts'
import type { World } from '../world.ts'

/** What a world must hold so that every page has something to show. */
export interface Shown {
  /** A draft that lacks nothing but the signature. */
  readonly draft: string
  /** Fresh, and not in anybody's hands. */
  readonly registered: string
  /** With an interim reply, an answer in two languages and files. */
  readonly executed: string
  /** Taken into work by the executor. */
  readonly awaiting: string
  /** A letter that waits for a head's approval. */
  readonly proposed: string
}

/** One look at a page: who looks, and at which address. */
export interface Look {
  readonly person: TestPerson | null
  readonly path: string
}

type Looks = (at: { people: World['people']; shown: Shown }) => readonly Look[]
const by = (person: TestPerson | null, ...addresses: string[]): Look[] =>
  addresses.map((path) => ({ person, path }))

/**
 * Every address of web/paths.ts with who looks at it, and in which states. Addresses without a page of their own have
 * no look, and say where they lead.
 */
export const sitePages = {
  home: 'leads to the sign-in, to «Кіріс» or to the queue',
  signIn: () => by(null, paths.signIn),
  consentRefused: () => by(null, paths.consentRefused),
  tariffs: ({ people }) => [...by(null, paths.tariffs), ...by(people.aigerim, paths.tariffs)],
  profile: ({ people }) => by(people.aigerim, paths.profile),
  contracts: ({ people }) => by(people.aigerim, paths.contracts),
  help: () => by(null, paths.help),
  helpSection: () => by(null, ...helpSections.map(paths.helpSection)),
  check: 'is a page without the site, looked at in 19-evidence.e2e.ts',
  notices: ({ people }) => [...by(people.aigerim, paths.notices), ...by(people.daniyar, paths.notices)],
  confirmEmail: () => by(null, paths.confirmEmail),
  demoMail: () => by(null, paths.demoMail),
  demoPhonePage: () => by(null, paths.demoPhonePage),
  demoPhone: 'is that page with a code, told in 19-phone',
  incoming: ({ people }) => [
    ...by(people.aigerim, paths.incoming, `${paths.incoming}?q=жоқ-мұндай`),
    ...by(people.daniyar, paths.incoming),
  ],
  outgoing: ({ people }) => [...by(people.aigerim, paths.outgoing), ...by(people.daniyar, paths.outgoing)],
  outgoingAfterSending: ({ people, shown }) =>
    by(people.aigerim, paths.outgoingAfterSending(shown.registered)),
  outgoingUnder: 'is «Шығыс» with a filter',
  drafts: ({ people }) => [...by(people.aigerim, paths.drafts), ...by(people.daniyar, paths.drafts)],
  appeal: ({ people, shown }) => [
    ...by(people.aigerim, paths.appeal(shown.registered), paths.appeal(shown.executed)),
    // Somebody else's, which does not exist for this client.
    ...by(people.daniyar, paths.appeal(shown.executed)),
  ],
  newAppeal: ({ people }) => by(people.aigerim, paths.newAppeal),
  newAppealUnder: 'is the first step with a contract chosen',
  draftStep: ({ people, shown }) =>
    by(
      people.aigerim,
      ...(['contract', 'letter', 'payment', 'documents', 'sign'] as const).map((step) =>
        paths.draftStep(shown.draft, step),
      ),
    ),
  draft: 'leads to the first step that lacks something',
  office: ({ people }) =>
    [people.executor, people.registrar, people.head, people.catalogueKeeper].flatMap((one) =>
      by(one, paths.office),
    ),
  officeQueue: ({ people }) => [
    ...by(people.executor, paths.officeQueue),
    ...by(people.head, `${paths.officeQueue}?due=overdue`),
    ...by(people.auditor, `${paths.officeQueue}?status=any&q=%D1%82%D3%A9%D0%BB%D0%B5%D0%BC`),
  ],
  officeFigures: ({ people }) => [
    ...by(people.head, paths.officeFigures),
    ...by(people.auditor, `${paths.officeFigures}?period=2026`),
  ],
  officeAccount: ({ people }) => by(people.executor, paths.officeAccount),
  officeSecurityLog: ({ people }) => [
    ...by(people.auditor, paths.officeSecurityLog),
    ...by(people.administrator, `${paths.officeSecurityLog}?outcome=refused`),
  ],
  officeSignals: ({ people }) => [
    ...by(people.executor, paths.officeSignals),
    ...by(people.administrator, paths.officeSignals),
  ],
  officeRegister: ({ people }) => [
    ...by(people.registrar, paths.officeRegister),
    ...by(people.auditor, `${paths.officeRegister}?book=outgoing`),
  ],
  officeCalls: ({ people }) => by(people.callCentre, paths.officeCalls),
  officePeople: ({ people }) =>
    by(people.administrator, paths.officePeople, `${paths.officePeople}?q=жоқ-мұндай`),
  officeNewPerson: ({ people }) => by(people.administrator, paths.officeNewPerson),
  officePerson: ({ people }) =>
    by(
      people.administrator,
      paths.officePerson(people.executor.id),
      paths.officePerson(people.administrator.id),
    ),
  officeLeaving: ({ people }) => by(people.administrator, paths.officeLeaving(people.executor.id)),
  officeUnits: ({ people }) => by(people.administrator, paths.officeUnits),
  officeAbsences: ({ people }) => [
    ...by(people.executor, paths.officeAbsences),
    ...by(people.head, paths.officeAbsences),
  ],
  officeSignIn: () => by(null, paths.officeSignIn),
  officeToApprove: ({ people }) => [
    ...by(people.head, paths.officeToApprove),
    // Nothing to say yes to.
    ...by(people.executor, paths.officeToApprove),
  ],
  officeToSign: ({ people }) => by(people.head, paths.officeToSign),
  officeReply: ({ people, shown }) => by(people.head, paths.officeReply(shown.proposed)),
  officeAppeal: ({ people, shown }) => [
    ...by(people.executor, paths.officeAppeal(shown.registered), paths.officeAppeal(shown.awaiting)),
    ...by(people.head, paths.officeAppeal(shown.awaiting), paths.officeAppeal(shown.executed)),
    ...by(people.auditor, paths.officeAppeal(shown.awaiting)),
  ],
} as const satisfies Record<keyof typeof paths, Looks | string>

/** Every look at every page, and at an address that is none. */
export function looksAt(people: World['people'], shown: Shown): Look[] {
  const pages: readonly (Looks | string)[] = Object.values(sitePages)
  const looks = pages.flatMap((page) => (typeof page === 'string' ? [] : page({ people, shown })))
  return [...looks, ...by(null, '/there-is-no-such-page')]
}
