import type { Step } from '../domain/appeal/journey.ts'

/** Every address of the site. Pages never spell one out. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  /** After a no to the text on personal data. */
  consentRefused: '/consent-refused',
  tariffs: '/tariffs',
  profile: '/profile',
  contracts: '/contracts',
  help: '/help',
  /** One of words/help-sections.ts. */
  helpSection: (section: string) => `/help/${section}`,
  /** A page that needs no site: web/verify. */
  check: '/check',
  notices: '/notices',
  /** Where the link of a mail leads; the token is in its query. */
  confirmEmail: '/confirm-email',
  demoMail: '/demo/mail',
  demoPhonePage: '/demo/phone',
  /**
   * The played phone of a demo person over a code, one of staff's for the office; behind the `#`, so that no log of
   * addresses has it.
   */
  demoPhone: (qr: string, personId: string, kind: 'client' | 'staff' = 'client') =>
    `/demo/phone#${new URLSearchParams({ qr, as: personId, ...(kind === 'staff' ? { kind } : {}) })}`,
  incoming: '/incoming',
  outgoing: '/outgoing',
  /** After sending: «Шығыс» with the confirmation on top (§9). */
  outgoingAfterSending: (appealId: string) => `/outgoing?sent=${appealId}`,
  drafts: '/drafts',
  appeal: (id: string) => `/appeals/${id}`,
  /** §3: a new appeal begins with its contract. */
  newAppeal: '/write',
  newAppealUnder: (contractId: string) => `/write?contract=${contractId}`,
  /** «Шығыс» under one contract. */
  outgoingUnder: (contractId: string) => `/outgoing?contract=${contractId}`,
  /** §3–§8: a step of a draft. */
  draftStep: (draftId: string, step: Step) => `/write/${draftId}/${step}`,
  /** A draft at the first step that still lacks something. */
  draft: (draftId: string) => `/write/${draftId}`,
  /** The home of each role of the office. */
  office: '/office',
  officeQueue: '/office/queue',
  /** Where somebody of the staff is signed in, and their password. */
  officeAccount: '/office/account',
  officeSignals: '/office/signals',
  /** Filters and place are in its query. */
  officeSecurityLog: '/office/security-log',
  officePeople: '/office/people',
  officeNewPerson: '/office/people/new',
  officePerson: (id: string) => `/office/people/${id}`,
  officeLeaving: (id: string) => `/office/people/${id}/leaving`,
  officeUnits: '/office/units',
  officeAbsences: '/office/absences',
  officeSignIn: '/office/sign-in',
  officeFigures: '/office/figures',
  officeCalls: '/office/calls',
  /** The register books; which one, year, month and place are in its query. */
  officeRegister: '/office/register',
  officeAppeal: (id: string) => `/office/appeals/${id}`,
  /** Letters that wait for approval, and those that wait to be signed. */
  officeToApprove: '/office/replies',
  officeToSign: '/office/replies/to-sign',
  officeReply: (id: string) => `/office/replies/${id}`,
} as const
