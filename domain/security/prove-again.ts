/**
 * So long is signing in, or proving it again, enough for changes that matter: as long as a text to sign is good. Who
 * finds an open screen has less of it than a break takes.
 */
const provedForMs = 10 * 60_000

/**
 * Everything that changes how somebody comes in, where word of it goes, or where they are signed in; and whether it
 * asks who they are once more (ASVS 7.5.1, 7.5.2, docs/decisions/0050). Where only a part of what a route does asks,
 * the route goes on and its verb asks for that part.
 */
const accountActs = {
  // what is saved as it was changes nothing
  saveContacts: 'goesOn',
  changeContacts: 'asks',
  // what staff are told of, never where
  changeSignalSettings: 'goesOn',
  changeSignalAddress: 'asks',
  // whether mails are sent, never to whom
  changeNoticeSettings: 'goesOn',
  confirmEmail: 'goesOn',
  // tells the present password itself
  changeOwnPassword: 'goesOn',
  // this one: signing out
  endOwnSession: 'goesOn',
  // who found an open screen must not put the owner out and stay in
  endOtherSession: 'asks',
  endOtherSessions: 'asks',
  // ends this one too
  endAllSessions: 'goesOn',
  // of others, by an administrator
  addPerson: 'asks',
  resetPassword: 'asks',
  resetCode: 'asks',
  giveKey: 'asks',
  giveAccess: 'asks',
  grantRole: 'asks',
  // take a way in or a right away
  setKey: 'goesOn',
  setAccess: 'goesOn',
  changeRole: 'goesOn',
  // give nobody a way in, and may be in a hurry
  endTheirSessions: 'goesOn',
  changeUnits: 'goesOn',
  leave: 'goesOn',
} as const satisfies Readonly<Record<string, 'asks' | 'goesOn'>>
export type AccountAct = keyof typeof accountActs

/** Must they prove it again before this act? `provedAt` epoch ms, null: never written down. */
export const mustProve = (act: AccountAct, provedAt: number | null, now: number): boolean =>
  accountActs[act] === 'asks' && (provedAt === null || now >= provedAt + provedForMs || now < provedAt)
