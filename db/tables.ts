// Generated from the migrated database by `npx otinish tables`. Do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue | undefined }
/** Read as a value, written as text: pg would turn an array into one of PostgreSQL's own. */
export type Json = ColumnType<JsonValue, string, string>
export type Instant = ColumnType<Date, Date | string, Date | string>
/** Has a default, so it may be left out of an insert. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
/** The database alone writes it. */
export type Always<T> = GeneratedAlways<T>

/** Who is away, from and to which day (inclusive), and who acts for them */
export interface AbsenceTable {
  id: string
  staff_id: string
  deputy_id: string
  from_day: string
  to_day: string
  reason: 'leave' | 'illness' | 'trip' | 'other'
  recorded_at: Instant
  recorded_by: string | null
  cancelled_at: Instant | null
  cancelled_by: string | null
}

/** Bank accounts of clients; at most one of a party is the one that a debit (§6) is asked from */
export interface AccountTable {
  id: string
  party_id: string
  iban: string
  bank: string
  for_debit: boolean
  created_at: Instant
}

/** party_id: on whose behalf; person_id: who writes. status and the dates are a cache of its events */
export interface AppealTable {
  id: string
  person_id: string
  party_id: string
  contract_id: string
  file_key_id: string
  status: 'draft' | 'sent' | 'registered' | 'awaitingExecution' | 'interimReply' | 'executed' | 'forwarded' | 'returned' | 'withdrawn'
  type_id: string | null
  /** Null in a draft: computed from the answers until it is sent */
  subject: string | null
  letter_language: 'kk' | 'ru'
  created_at: Instant
  sent_at: Instant | null
  registers_at: Instant | null
  /** The legal date: promised while sent, final when registered (§10) */
  registration_date: string | null
  register_code: string | null
  register_year: number | null
  number: number | null
  due_date: string | null
  executor_id: string | null
  executed_at: Instant | null
  /** Later than client_read_at: the thread is unread */
  company_acted_at: Instant | null
  client_read_at: Instant | null
  retain_until: string | null
  legal_hold: Generated<boolean>
  /** Whose work it is; null: on the registrar's desk. As executor_id and the two below a cache of the events */
  unit_id: string | null
  /** When it was last routed, to a unit or to the registrar's desk; null: not yet */
  routed_at: Instant | null
  co_executor_ids: Generated<string[]>
  /** The day that the office has set itself; never later than due_date when it is set */
  internal_day: string | null
  /** Staff whom it is about: they neither answer it nor approve the answer. A cache of the events */
  concerned_ids: Generated<string[]>
  /** The local day on which it came to its last status; null: still open. As the three below a cache of the events */
  closed_on: string | null
  /** Working days from registration to the answer, by the calendar of that day; null: no answer, or no calendar */
  answered_in: number | null
  /** It was answered, or an interim reply was sent, after the day that was in force */
  late: Generated<boolean>
  /** An interim reply has moved the day */
  extended: Generated<boolean>
  /** What the answer says, as its letter in correspondence has it */
  outcome: 'satisfied' | 'explained' | 'refused' | 'partly' | null
  /** The client has written and nobody has answered, nor said that no answer is needed; the first such message. A cache of the events */
  awaits_word_since: Instant | null
  /** By when the client gives what is asked of them and not sent; null: nothing is. A cache of the events */
  papers_by: string | null
  /** The client wants the appeal back: by when the company says whether; null: they don't. A cache of the events */
  withdrawal_due_date: string | null
  /** The appeal that this one was begun from; said in both histories once it is sent */
  follows_id: string | null
  follow_kind: 'objection' | 'again' | null
  /** Of an objection: the letter of the company that its writer does not agree with */
  objects_to: string | null
  /** The returned appeal that this one was begun as a copy of: pressed again, it is the same draft */
  copied_from: string | null
}

/** What the client edits; version grows by one with each save (If-Match) */
export interface AppealDraftTable {
  appeal_id: string
  version: number
  address: string
  email: string
  answers: Json
  payment_method: 'byDetails' | 'debit' | null
  payment_agreed_at: Instant | null
  updated_at: Instant
  /** The last saves taken, newest first, by the id their page gave them; a few dozen are kept */
  save_ids: Generated<string[]>
}

export interface AppealLinkTable {
  id: string
  appeal_id: string
  other_id: string
  kind: 'repeat' | 'related' | 'objection' | 'again'
  /** Null: the client, by sending an appeal that follows the other */
  linked_by: string | null
  linked_at: Instant
  unlinked_by: string | null
  unlinked_at: Instant | null
}

/** Derived from the appeal and what belongs to it, personal data too: erased with them, made again by otinish search rebuild */
export interface AppealSearchTable {
  appeal_id: string
  /** What lists show: numbers, subject, names, type, dates; ASCII, each letter a code of its own */
  card: string
  /** The words of the letter and the names of its files; only for who may read letters */
  letter: string
  /** The folding it was made by; others are made again, at the next start or sooner */
  fold_version: number
}

/** One row a version, never changed; in force: the highest version with valid_from <= day < withdrawn_from */
export interface AppealTypeTable {
  id: string
  code: string
  version: number
  category_code: string
  definition: Json
  valid_from: string
  withdrawn_from: string | null
  published_at: Instant
}

export interface AttachmentTable {
  id: string
  appeal_id: string
  document: string
  file_id: string
  position: number
  created_at: Instant
}

/** Faults of ours by the id that the caller was shown; no personal data */
export interface BugTable {
  id: string
  occurred_at: Instant
  route: string
  message: string
}

/** One act on many appeals; the rows say what became of each */
export interface BulkTable {
  id: string
  act: 'assign' | 'route' | 'takeIntoWork' | 'giveBack'
  payload: Json
  asked_by: string
  /** The address of the list that it was begun from */
  query: string
  created_at: Instant
  finished_at: Instant | null
  undoes: string | null
}

export interface BulkRowTable {
  bulk_id: string
  appeal_id: string
  position: number
  /** nothing: it was so already */
  outcome: Generated<'waiting' | 'done' | 'nothing' | 'refused'>
  refusal: Json | null
  /** What the act changed, for its undoing */
  before: Json | null
  done_at: Instant | null
  /** Who the executor was when it was chosen; null: not said */
  seen: Json | null
  /** The last event of the act; an undoing is refused when others followed */
  last_seq: number | null
}

export interface CalendarDayTable {
  date: string
  recorded_at: Instant
  /** off: a weekday not worked; working: a weekend day worked; ordinary: takes an earlier mark back */
  mark: 'off' | 'working' | 'ordinary'
  /** holiday, substitute, transfer or religious: what made it so */
  kind: string
  name: Json | null
  source: string
  uncertain: boolean
  recorded_by: string | null
}

/** Years whose days off are known; another year is an error for dates, never a guess */
export interface CalendarYearTable {
  year: number
  source: string
  recorded_at: Instant
}

/** Who of the call centre searched by which kind of number; the serving role only adds */
export interface CallLookupTable {
  id: string
  staff_id: string
  by: 'iin' | 'phone' | 'registration' | 'coupon' | 'outgoing'
  /** Whose appeals were found; null: nobody's */
  person_id: string | null
  looked_at: Instant
}

export interface CategoryTable {
  code: string
  position: number
  name: Json
}

/** The last word of the authority on a certificate, by its issuer and number: lets its holder sign in while nobody answers */
export interface CertificateCheckTable {
  /** SHA-256 of the issuing certificate, DER */
  issuer_sha256: string
  serial: string
  result: 'good' | 'revoked' | 'on_hold' | 'not_known_to_ca'
  checked_at: Instant
}

/** Keys of the company, installed by otinish seal add; one of them is in use */
export interface CompanySealTable {
  id: string
  certificate: Buffer
  /** From the key's certificate to the pinned root, DER */
  chain: Buffer[]
  /** The private key under MASTER_KEY: 12-byte IV, ciphertext, 16-byte tag */
  sealed_key: Buffer
  added_at: Instant
  removed_at: Instant | null
}

/** Which version of the text (setting consent.personalData) a client agreed to, when, and in which language it was read */
export interface ConsentTable {
  person_id: string
  version: string
  language: 'kk' | 'ru' | 'en'
  given_at: Instant
}

/** What a client changed in the profile; letters sent before keep what they were signed with */
export interface ContactChangeTable {
  id: string
  person_id: string
  field: 'address' | 'phone' | 'email'
  old_value: string
  new_value: string
  changed_at: Instant
}

export interface ContractTable {
  id: string
  number: string
  date: string
  kind: 'RENT_BUYOUT' | 'MORTGAGE' | 'RENT_NONRES' | 'GUARANTOR' | 'SUBSIDY' | 'SHARE'
  property_address: string | null
  closed_on: string | null
}

export interface ContractPartyTable {
  contract_id: string
  party_id: string
  capacity: 'tenant' | 'coTenant' | 'guarantor'
}

export interface CorrespondenceTable {
  id: string
  appeal_id: string
  kind: 'interimReply' | 'answer' | 'papers' | 'forwarding' | 'return' | 'correction' | 'message'
  author_id: string
  approved_by: string | null
  reason: string | null
  old_due_date: string | null
  new_due_date: string | null
  sent_at: Instant
  /** When the client first opened the thread with this letter; null: not yet, or before this was kept */
  first_read_at: Instant | null
  /** The way that it came; null: sent before letters had one, by one press */
  reply_id: string | null
  /** Its line in the register of outgoing letters; null: sent before there was one */
  outgoing_id: string | null
  outcome: 'satisfied' | 'explained' | 'refused' | 'partly' | null
  receiver: Json | null
  corrects: string | null
  /** Of a message; letters have theirs with their files */
  text: string | null
  salt: Buffer | null
}

export interface CorrespondenceFileTable {
  correspondence_id: string
  file_id: string
  role: 'letter' | 'attachment'
  language: 'kk' | 'ru' | null
  /** The letter's words, for the page and for screen readers; the PDF is the document */
  text: string | null
  position: number
}

/** Acceptance coupon (талон), given at once at any hour; numbered apart from the register */
export interface CouponTable {
  appeal_id: string
  year: number
  number: number
  accepted_at: Instant
}

export interface CouponCounterTable {
  year: number
  last_number: number
}

/** SHA-256 of all chain heads sorted by appeal id, at the local midnight that ends the day */
export interface DailyHeadTable {
  date: string
  head: string
  appeals: number
  recorded_at: Instant
}

/** How much an account used on a day in Astana; forgotten when the day is over (docs/decisions/0047) */
export interface DayUseTable {
  /** client:<person> or staff:<staff> */
  owner: string
  what: string
  day: string
  used: number
}

/** What must happen at a legal or retry time; swept each minute by the injected clock */
export interface DueActTable {
  id: string
  act: 'register' | 'recheckSignature' | 'dailyHead' | 'forgetDrafts'
  appeal_id: string | null
  due_at: Instant
  done_at: Instant | null
  attempts: Generated<number>
  last_error: string | null
}

/** A link sent to an address to prove that its owner wants it; good once, a day long */
export interface EmailConfirmationTable {
  id: string
  person_id: string
  email: string
  token_hash: Buffer
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

/** History, only ever added to: the serving role may not update or delete. Ids, codes and commitments, never names, IIN or text */
export interface EventTable {
  appeal_id: string
  seq: number
  type: 'sent' | 'registered' | 'takenIntoWork' | 'interimReplied' | 'executed' | 'returned' | 'dueDateTold' | 'routed' | 'executorChanged' | 'workAssigned' | 'noted' | 'noteDeleted' | 'asked' | 'questionAnswered' | 'questionWithdrawn' | 'linked' | 'unlinked' | 'replyProposed' | 'replySentBack' | 'replyTakenBack' | 'replyApproved' | 'replyFrozen' | 'replySigned' | 'numberAnnulled' | 'replyDiscarded' | 'concernsNamed' | 'forwarded' | 'corrected' | 'reopened' | 'registerCorrected' | 'submitted' | 'messaged' | 'answerNotNeeded' | 'papersAsked' | 'paperSettled' | 'paperAskedAgain' | 'papersReminded' | 'withdrawn' | 'withdrawalDeclined' | 'returnedByCompany'
  occurred_at: Instant
  recorded_at: Instant
  /** person:<id>, staff:<id> or system */
  actor: string
  source: string
  key: string
  data: Json
  previous: string
  /** SHA-256 of the RFC 8785 JSON of {appeal, seq, type, occurredAt, recordedAt, actor, source, key, data, previous} */
  hash: string
}

export interface FileTable {
  id: string
  key_id: string
  /** As the client named it, for display; storage knows only the id */
  name: string
  media_type: string
  /** Bytes, plain */
  size: number
  /** Of the plain bytes; compared on every reading */
  sha256: Buffer
  scan: 'notConfigured' | 'pending' | 'clean' | 'infected'
  created_at: Instant
  /** While pending: when the scanner is asked (again) */
  scan_due_at: Instant | null
  scan_attempts: Generated<number>
}

export interface FileKeyTable {
  id: string
  /** The 32-byte key under MASTER_KEY: 12-byte IV, ciphertext, 16-byte tag */
  wrapped: Buffer | null
  created_at: Instant
  destroyed_at: Instant | null
}

/** That work goes from somebody, or from a unit that closes: it was decided, and is handed over in pieces (docs/decisions/0046) */
export interface HandOverTable {
  id: string
  cause: 'leaves' | 'disabled' | 'roleWithdrawn' | 'unitLeft' | 'absence' | 'unitClosed'
  staff_id: string | null
  unit_id: string | null
  /** The unit that takes the work of the one that closes */
  taker_id: string | null
  reason: string
  /** Null: a command */
  decided_by: string | null
  decided_at: Instant
  finished_at: Instant | null
  /** Null: it goes for no absence, or was decided before this column */
  absence_id: string | null
}

/** An appeal of it; written with the decision, settled in the transaction of its events */
export interface HandOverRowTable {
  hand_over_id: string
  appeal_id: string
  /** Who takes what of it: executor, coExecutor, noteDraft, replies by id; null: nobody */
  heirs: Json
  /** freed: nobody took the work, it is its unit's; kept: there was nothing to hand over any more */
  outcome: Generated<'waiting' | 'handed' | 'freed' | 'kept'>
  done_at: Instant | null
}

/** The first answer to an act, given again to its repetition */
export interface IdempotencyKeyTable {
  actor: string
  key: string
  request_hash: Buffer
  status: number
  response: Json
  created_at: Instant
}

/** Root of the tree (RFC 6962) over the head before and the chains that moved since, at the local midnight that ends the day */
export interface JournalHeadTable {
  date: string
  root: string
  previous_date: string | null
  /** The head before, of this table or of daily_head; 64 zeros for the first of all */
  previous: string
  leaves: number
  recorded_at: Instant
}

/** How far a chain was when a head covered it; nothing is recorded behind a head that was made */
export interface JournalLeafTable {
  date: string
  appeal_id: string
  seq: number
  hash: string
}

/** When somebody of the staff last opened an appeal: what others did later has come back to them */
export interface LastLookTable {
  appeal_id: string
  staff_id: string
  looked_at: Instant
}

/** The pages of a letter as SVG, drawn once, by a compile that gave the very bytes of its PDF; letters of before have theirs in prepared_letter.pages_file_id */
export interface LetterPagesTable {
  letter_file_id: string
  file_id: string
}

/** Each opening of a client's letter by staff; the client sees it */
export interface LetterViewTable {
  id: string
  appeal_id: string
  staff_id: string
  viewed_at: Instant
}

/** Seals once made: what has not changed is not sealed again, so that nobody can have a key used at will */
export interface MadeSealTable {
  appeal_id: string
  /** SHA-256 of what is sealed, before the answers on the seal's own certificate come to it */
  sealed: string
  seal_id: string
  cms: Buffer
  /** Answers on revocation of the seal's certificate at that moment: revocation_answer.sha256 */
  answers: string[]
  made_at: Instant
}

/** Letters to send, one a notice. Who sends one takes it first, until a moment: no two workers send it at once */
export interface MailTable {
  id: string
  /** What was planned first goes first */
  position: Always<number>
  person_id: string | null
  notice_id: string | null
  confirmation_id: string | null
  created_at: Instant
  due_at: Instant
  attempts: Generated<number>
  done_at: Instant | null
  outcome: 'sent' | 'refused' | 'notWanted' | 'gaveUp' | 'unknown' | null
  last_error: string | null
  staff_id: string | null
  signal_mail_id: string | null
  /** By the clock of the database, never an injected one. Passed, its taker died. A taker knows theirs by it */
  taken_until: Instant | null
  /** The try under way is about to hand over the end of the mail: it may arrive. By the clock of the database */
  handed_at: Instant | null
  /** Tries of which nobody knows whether the mail arrived. After the second it is not sent again */
  unsure: Generated<number>
  /** Where it goes instead of the reader's address: the one that was theirs until now */
  address: string | null
}

/** Who may act for whom: on what basis, from and to which day (inclusive) */
export interface MandateTable {
  id: string
  person_id: string
  party_id: string
  basis: string
  valid_from: string
  /** The last day (inclusive); null: until it is taken back; the day before valid_from: taken back before it began */
  valid_to: string | null
}

/** One row: a known text sealed under the master key of this database. Another key does not open it, and is refused */
export interface MasterKeyCheckTable {
  one: Generated<boolean>
  /** 12-byte IV, ciphertext, 16-byte tag */
  sealed: Buffer
  made_at: Instant
}

/** For staff only. A deleted one is kept and can be brought back */
export interface NoteTable {
  id: string
  appeal_id: string
  kind: 'note' | 'call'
  text: string
  written_by: string
  written_at: Instant
  deleted_at: Instant | null
  deleted_by: string | null
}

/** What somebody is writing and has not left yet */
export interface NoteDraftTable {
  appeal_id: string
  staff_id: string
  text: string
  saved_at: Instant
}

/** A code, never words: they are made in the reader's language when it is read or sent */
export interface NoticeTable {
  id: string
  person_id: string
  number: number
  appeal_id: string | null
  event_seq: number | null
  kind: 'registered' | 'takenIntoWork' | 'dueDateMoved' | 'papersAsked' | 'papersDue' | 'executed' | 'forwarded' | 'corrected' | 'reopened' | 'returned' | 'returnedByCompany' | 'messaged' | 'withdrawn' | 'withdrawalDeclined' | 'withdrawalRevoked' | 'signedNotSent' | 'newDevice' | 'contactsChanged'
  created_at: Instant
  read_at: Instant | null
  /** Of a letter signed by phone and not sent, which is no event; its row is forgotten sooner than the notice */
  phone_signing_id: string | null
  /** Of one about the account: the device in two words, or which contacts were changed */
  about: Json | null
}

export interface NoticeSettingTable {
  person_id: string
  by_email: boolean
  /** Of letters; null is the language of the screen */
  language: 'kk' | 'ru' | 'en' | null
  /** The address that answered a letter; used while it is the profile's */
  confirmed_email: string | null
  confirmed_at: Instant | null
  /** The address that the mail server refused for good, with its reply code */
  refused_email: string | null
  refused_at: Instant | null
  refused_reply: number | null
}

/** A row a client, locked until the commit by whoever adds a notice: numbers stand in the order of commits */
export interface NoticeStateTable {
  person_id: string
  last_number: number
  /** Grows with every notice and every reading; open pages compare it */
  changes: number
}

export interface OfficePreferenceTable {
  staff_id: string
  /** The queue's columns in their order; null: the usual ones */
  columns: string[] | null
  dense: boolean
  saved_at: Instant
}

/** The register of outgoing letters: a number is taken with the letter it is for, and never given again */
export interface OutgoingTable {
  id: string
  register_code: 'outgoing'
  year: number
  number: number
  date: string
  appeal_id: string
  reply_id: string
  taken_at: Instant
  annulled_at: Instant | null
  /** A code: why the number was not used */
  annulled_why: string | null
  /** Of the setting outgoing.prefix when the number was taken: what is printed in the letter */
  prefix: Generated<string>
}

export interface PaperDecisionTable {
  id: string
  slot_id: string
  decision: 'accepted' | 'notNeeded' | 'askedAgain'
  /** The client reads it */
  reason: string | null
  staff_id: string
  decided_at: Instant
}

/** A letter of the company that asks for papers; the serving role only adds */
export interface PaperRequestTable {
  id: string
  appeal_id: string
  correspondence_id: string
  asked_at: Instant
}

/** One paper that is asked for. Where it stands is in the history of its appeal */
export interface PaperSlotTable {
  id: string
  request_id: string
  position: number
  name: string
  note: string
}

export interface PartyTable {
  id: string
  kind: 'individual' | 'legalEntity'
  person_id: string | null
  bin: string | null
  name: string | null
}

export interface PersonTable {
  id: string
  iin: string
  surname: string
  given_name: string
  patronymic: string | null
  address: string
  phone: string
  email: string | null
  language: 'kk' | 'ru' | 'en'
  /** Has an impossible IIN; allowed only with test or demo trust */
  test_person: boolean
  created_at: Instant
  /** Null: never, or before this column. The first sign-in ever is no news */
  last_signed_in_at: Instant | null
}

/** One QR: for a document (its kind, its id, who is to sign) or for a text to sign in with (challenge). That it is over is computed from expires_at, the letter's version and signed_at */
export interface PhoneSigningTable {
  id: string
  /** SHA-256 of what stands in the address; null once no phone may come any more */
  secret_hash: Buffer | null
  /** The site as the page saw it: the phone is sent back there */
  origin: string
  pair: string
  /** Null once the letter was prepared again: nothing can be signed by this code any more */
  letter_id: string | null
  person_id: string | null
  challenge_id: string | null
  state: 'waiting' | 'fetched' | 'signed' | 'cancelled' | 'refused' | 'used'
  code: string | null
  refusals: Generated<number>
  created_at: Instant
  expires_at: Instant
  signed_at: Instant | null
  /** The signature that came and was not used yet, sealed under MASTER_KEY */
  cms: Buffer | null
  /** SHA-256 of the accepted signature: the same again is thanked for again, another is refused */
  cms_hash: Buffer | null
  /** When the client is told that the letter is signed and not sent; null when told or not needed */
  remind_at: Instant | null
  /** The kind of document to be signed; null: a text to sign in with */
  document: 'letter' | 'reply' | 'submission' | null
  /** What the signature that came by this code became when it was sent */
  signature_id: string | null
  /** Answers of a phone taken to be checked: refused ones and those under way */
  tries: Generated<number>
  reply_letter_id: string | null
  /** Who of the staff is to sign a letter of the company */
  staff_id: string | null
  /** The browser that opened the code, in two words; null: before this column */
  device: string | null
  /** Null once it was prepared again: nothing can be signed by this code any more */
  submission_letter_id: string | null
}

/** Frozen for signature: the bytes and everything they were made from; void at local midnight */
export interface PreparedLetterTable {
  id: string
  appeal_id: string
  draft_version: number
  prepared_at: Instant
  local_date: string
  file_id: string
  pages_file_id: string
  text: string
  salt: Buffer
  type_id: string
  tariff_id: string
  fee_tiyn: number
  vat_percent: number
  address: string
  email: string
  answers: Json
  payment_method: string | null
  enclosures: Json
}

/** Who has an appeal open now; a row that is older than a minute says nothing */
export interface PresenceTable {
  appeal_id: string
  staff_id: string
  doing: 'reading' | 'writing'
  seen_at: Instant
}

/** A question to another unit; while it is open, that unit may see the appeal */
export interface QuestionTable {
  id: string
  appeal_id: string
  unit_id: string
  text: string
  answer_by: string
  asked_by: string
  asked_at: Instant
  answer: string | null
  answered_by: string | null
  answered_at: Instant | null
  withdrawn_by: string | null
  withdrawn_at: Instant | null
}

export interface QuestionFileTable {
  question_id: string
  file_id: string
  side: 'question' | 'answer'
  position: number
}

/** Files that staff put up for a question or its answer and have not sent yet */
export interface QuestionUploadTable {
  file_id: string
  appeal_id: string
  staff_id: string
  created_at: Instant
}

/** What a client says of an answer; figures count the steps, a head reads the words */
export interface RatingTable {
  letter_id: string
  appeal_id: string
  /** 1 is the worst, 5 the best */
  step: number
  text: string | null
  /** Who gave it last: anybody who acts for the party may */
  person_id: string
  /** The local day of the answer, by which figures count it; stays where the appeal is reopened */
  answered_on: string
  /** First of all: for how long it may be changed is counted from here */
  given_at: Instant
  changed_at: Instant
}

export interface RegisterTable {
  code: string
  name: Json
}

/** What was found when all numbers of a year were last gone through; later ones are looked at beside it */
export interface RegisterCheckTable {
  register_code: string
  year: number
  checked_at: Instant
  last_number: number
  entries: number
  first_fault: Json | null
}

/** A row of a book is never written over: an approved correction shows the old value struck, the new one below */
export interface RegisterCorrectionTable {
  id: string
  register_code: string
  year: number
  number: number
  appeal_id: string
  outgoing_id: string | null
  field: 'type' | 'contract' | 'sender' | 'subject' | 'addressee'
  /** As it was shown in kk, ru and en; of a type also its code */
  old_value: Json
  new_value: Json
  reason: string
  basis: string
  /** Of the commitment in the event registerCorrected */
  salt: Buffer
  proposed_by: string
  proposed_at: Instant
  state: 'proposed' | 'approved' | 'refused' | 'withdrawn'
  decided_by: string | null
  decided_at: Instant | null
  remark: string | null
}

/** Locked in the transaction that takes a number: gapless per register and year of the registration date */
export interface RegisterCounterTable {
  register_code: string
  year: number
  last_number: number
}

/** A month of a book as a PDF, sealed where the company has a key; a further one replaces none */
export interface RegisterEditionTable {
  id: string
  register_code: string
  year: number
  month: number
  edition: number
  /** What the rows and corrections of this moment say, is in it */
  as_of: Instant
  file_id: string
  entries: number
  /** SHA-256 of what the rows said that never changes by itself (server/book/facts-store.ts) */
  facts: string
  seal_id: string | null
  cms: Buffer | null
  answers: Generated<string[]>
  /** Null: by itself after the end of the month */
  made_by: string | null
  made_at: Instant
}

export interface RegistrationTable {
  appeal_id: string
  register_code: string
  year: number
  number: number
  date: string
  due_date: string | null
  registered_at: Instant
  /** Who the book says has written, as they were called then: on whose behalf it was */
  sender: string | null
}

/** The words of an act within the office: why, or what is to be done (бұрыштама). Events name its id */
export interface RemarkTable {
  id: string
  appeal_id: string
  kind: 'reason' | 'instruction'
  text: string
  written_by: string | null
  written_at: Instant
}

/** A letter of the company on its way; what the client has of it is in correspondence once it is sent */
export interface ReplyTable {
  id: string
  appeal_id: string
  kind: 'answer' | 'interim' | 'papers' | 'forwarding' | 'return' | 'correction'
  state: 'draft' | 'proposed' | 'approved' | 'toSign' | 'sending' | 'sent' | 'discarded'
  /** Grows by one with each save; a step is for the version that was seen */
  version: Generated<number>
  text_kk: Generated<string>
  text_ru: Generated<string>
  reason: Generated<string>
  new_due_date: string | null
  /** Of letters before there were slots: the text asks for papers */
  papers_asked: Generated<boolean>
  outcome: 'satisfied' | 'explained' | 'refused' | 'partly' | null
  /** Of a forwarding: name and address of the body that it goes to */
  receiver: Json | null
  corrects: string | null
  /** Whose draft it is: who began it, or their heir */
  author_id: string
  created_at: Instant
  saved_at: Instant
  writer_id: string | null
  /** Fencing token of the one who writes: grows with each taking over, a save with an older one is refused */
  lease: Generated<number>
  leased_until: Instant | null
  approved_by: string | null
  /** SHA-256 of what was approved, domain/reply/content-digest.ts */
  content_digest: string | null
  /** What the letter asks of the client: {by, slots: [{name, note}]}; null: nothing */
  papers: Json | null
}

export interface ReplyFileTable {
  reply_id: string
  file_id: string
  position: number
}

/** The bytes that are signed and sent, with number and date; one a language */
export interface ReplyLetterTable {
  id: string
  reply_id: string
  outgoing_id: string
  language: 'kk' | 'ru'
  file_id: string
  text: string
  sha256: string
  frozen_at: Instant
  local_date: string
}

/** The pages of a letter as they are shown for signing, drawn with the bytes that are signed */
export interface ReplyLetterPagesTable {
  reply_letter_id: string
  file_id: string
}

/** Its whole way, each step with what it was then; only ever added to */
export interface ReplyStepTable {
  reply_id: string
  seq: number
  step: 'takenOver' | 'handedOver' | 'proposed' | 'sentBack' | 'takenBack' | 'approved' | 'frozen' | 'signed' | 'numberAnnulled' | 'sent' | 'discarded'
  version: number
  content: Json
  content_digest: string
  /** Null: by itself, at a time */
  by: string | null
  instead_of: string | null
  remark: string | null
  at: Instant
  author_before: string | null
  /** Whose it is from this step on; whose it was before stays beside it */
  author_after: string | null
}

/** Templates and text modules of replies: a row a version, from a day; of one day the row recorded last wins */
export interface ReplyTemplateTable {
  seq: Always<number>
  code: string
  part: 'template' | 'module'
  valid_from: string
  /** Its place among those of its part */
  position: number
  /** Null: taken out from that day on */
  definition: Json | null
  recorded_at: Instant
  recorded_by: string | null
}

/** Everybody who ever saved it or put a file to it: none of them approves it where two are asked */
export interface ReplyWriterTable {
  reply_id: string
  staff_id: string
}

/** OCSP answers and lists as they came; a list is kept once for all who rest on it */
export interface RevocationAnswerTable {
  sha256: string
  kind: 'ocsp' | 'crl'
  bytes: Buffer
  received_at: Instant
}

/** Whole lists of rules, from a day; of one day the row recorded last wins */
export interface RoutingTable {
  seq: Always<number>
  valid_from: string
  rules: Json
  recorded_at: Instant
  recorded_by: string | null
}

/** A named address of the queue: somebody's own, or a unit's */
export interface SavedViewTable {
  id: string
  staff_id: string | null
  unit_id: string | null
  name: string
  query: string
  created_by: string
  created_at: Instant
  deleted_at: Instant | null
}

/** Who came in, was refused, changed who may do what, took something away (docs/security-log.md); kept for the setting security.keepDays */
export interface SecurityEventTable {
  seq: Always<number>
  at: Instant
  code: string
  outcome: 'done' | 'refused'
  /** Who did it: a person or one of the staff; null for a command, and for somebody nobody knows */
  by_id: string | null
  /** Whose account it is about */
  whom_id: string | null
  /** Ids, codes and counts; no names, texts or secrets, an IIN only masked */
  about: Json
  address: string | null
  device: string | null
  request_id: string | null
  /** What the address is counted by, as limits do; empty: nowhere, or before this column */
  counted: Generated<string>
}

export interface SessionTable {
  id: string
  /** SHA-256 of the cookie's random token; the token itself is kept nowhere */
  token_hash: Buffer
  person_id: string | null
  staff_id: string | null
  created_at: Instant
  last_seen_at: Instant
  /** The absolute limit; the idle limit is counted from last_seen_at */
  expires_at: Instant
  ended_at: Instant | null
  address: string | null
  /** Browser and system in two words, never what the browser sent */
  device: string | null
  /** Opened by a password that was made for them: nothing else is done in it before they choose their own */
  by_first_password: Generated<boolean>
  /** Null: before this column */
  way: 'password' | 'key' | 'egovMobile' | 'demo' | null
  /** When the code was opened that it was signed in with */
  code_opened_at: Instant | null
  /** When its holder showed last who they are: signing in, or asked again; null: before this was written down */
  proved_at: Instant | null
}

/** Dated settings, read by the day of the act; for one day the row recorded last wins */
export interface SettingTable {
  key: string
  valid_from: string
  value: Json
  recorded_at: Instant
  recorded_by: string | null
}

/** How many appeals were received and closed in a month; rows of one month, unit, executor and type are to be added up. Derived from appeal by its triggers, never written by hand */
export interface SightCountTable {
  /** Its first day */
  month: string
  unit_id: string | null
  /** False: no number yet, so it is nobody's */
  routed: boolean
  executor_id: string | null
  type_id: string | null
  received: number
  answered: number
  late: number
  extended: number
  returned: number
  forwarded: number
  satisfied: number
  explained: number
  refused: number
  partly: number
  /** False: one change of one appeal; the sweep adds these up into the others */
  folded: Generated<boolean>
}

/** How many answers of a month took so many working days; as sight_count */
export interface SightDaysTable {
  month: string
  unit_id: string | null
  routed: boolean
  type_id: string | null
  days: number
  answers: number
  folded: Generated<boolean>
}

/** A text to sign to come in, bound to a pre-sign-in cookie; good once */
export interface SignInChallengeTable {
  id: string
  cookie_hash: Buffer
  content: Buffer
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
  /** Whose session this text may open, and no other */
  kind: 'client' | 'staff'
  /** The open session that this text proves again, and nothing else; null: a text to come in with */
  session_id: string | null
}

/** What somebody was told. Never deleted: it says who was told, and when */
export interface SignalTable {
  id: string
  plan_id: string | null
  staff_id: string
  number: number
  kind: 'dueSoon' | 'dueToday' | 'overdue' | 'free' | 'questionDue' | 'papersDue' | 'withdrawalDue' | 'assigned' | 'asked' | 'answered' | 'clientWrote' | 'papersCame' | 'withdrawalAsked' | 'toApprove' | 'toSign' | 'sentBack' | 'approved' | 'numberAnnulled' | 'newDevice' | 'accessChanged'
  appeal_id: string | null
  day: string | null
  step: number | null
  /** How many earlier ones were never told by themselves */
  merged: number
  /** Who is away and whom they replace */
  instead_of: string | null
  /** They want it in the office, or no mail reaches them */
  in_office: boolean
  mail_id: string | null
  told_at: Instant
  read_at: Instant | null
  /** Of one about the account: the device in two words, or the act of the security log */
  about: Json | null
}

/** By which calendar and hours the plans were made: another stamp, and they are made again */
export interface SignalClockTable {
  one: Generated<boolean>
  stamp: string
}

/** A mail to a member of staff. Its id is the mail's own, so what is closed never changes */
export interface SignalMailTable {
  id: string
  staff_id: string
  kind: 'signals' | 'digest'
  day: string | null
  /** Kinds, numbers and days; no personal data */
  content: Json | null
  /** Before it goes, nothing is added any more */
  closed_at: Instant | null
  created_at: Instant
}

/** What is to be told, and when. One row waits for each day of an appeal; a told one is kept, so that nothing is told twice */
export interface SignalPlanTable {
  id: string
  appeal_id: string
  track: 'term' | 'free' | 'question' | 'papers' | 'withdrawal' | 'event'
  question_id: string | null
  day: string | null
  /** Working days from `day`: less than 0 before it */
  step: number | null
  event_seq: number | null
  kind: string | null
  due_at: Instant
  planned_at: Instant
  told_at: Instant | null
  /** What was due while nothing ran is told in one: the steps from `step` to this */
  told_step: number | null
  /** over: it was done before anybody could be told */
  outcome: 'told' | 'over' | null
}

export interface SignalSettingTable {
  staff_id: string
  /** What they chose, a way for a kind; what is left out is as usual */
  ways: Generated<Json>
  refused_email: string | null
  refused_at: Instant | null
  refused_reply: number | null
  /** The address that last took a mail; null: none since it was changed */
  accepted_email: string | null
}

/** As notice_state: a row a member of staff, locked by whoever adds a signal */
export interface SignalStateTable {
  staff_id: string
  last_number: number
  changes: number
}

/** One signature over one document */
export interface SignatureTable {
  letter_id: string | null
  /** Null: the company's key, which is no way to sign for a person */
  method: 'keyFile' | 'ncaLayer' | 'egovQr' | null
  cms_file_id: string
  received_at: Instant
  result: 'valid' | 'invalid' | 'unknown'
  code: string
  revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
  /** Revocation not decided yet: when to ask next */
  recheck_at: Instant | null
  verified_at: Instant
  /** Facts of the certificate: name, IIN, serial, validity, issuer, algorithm */
  signer: Json
  chain: Buffer[]
  /** Over the value of the signature: the one it came with, else the one the server asked for */
  timestamp_token: Buffer | null
  /** How often revocation was asked about and stayed open */
  checks: Generated<number>
  /** When the certificate was revoked, as the authority says; also when that was after the use */
  revoked_at: Instant | null
  /** Of the token that the server asked for, from its authority to the pinned root, DER */
  timestamp_chain: Buffer[] | null
  /** The moment that this token tells */
  timestamped_at: Instant | null
  /** There is no token yet: when to ask for one next */
  timestamp_due_at: Instant | null
  timestamp_tries: Generated<number>
  id: string
  /** The kind of document that is signed: letter_id, reply_letter_id or submission_letter_id says which one */
  document: 'letter' | 'reply' | 'submission'
  /** A client who signed: the certificate carries their IIN */
  person_id: string | null
  reply_letter_id: string | null
  /** Who of the staff signed for the company */
  staff_id: string | null
  /** The company's own key signed */
  seal_id: string | null
  /** The IIN that was entered for this member of staff when they signed: it may be corrected later */
  expect_iin: string | null
  /** The company's BIN of that day: the certificate carries it */
  expect_bin: string | null
  /** What position this member of staff had when they signed, in three languages; null: none of their own */
  signer_position: Json | null
  submission_letter_id: string | null
}

/** What the verdict on a signature was decided by, so that it can be decided again */
export interface SignatureAnswerTable {
  signature_id: string
  answer_sha256: string
}

export interface StaffTable {
  id: string
  login: string
  surname: string
  given_name: string
  patronymic: string | null
  extension: string | null
  /** argon2id, PHC string */
  password_hash: string
  /** AES-256-GCM under MASTER_KEY: 12-byte IV, ciphertext, 16-byte tag */
  totp_secret: Buffer
  /** The 30-second step of the last code used: no code works twice */
  totp_last_step: number | null
  language: 'kk' | 'ru' | 'en'
  active: boolean
  created_at: Instant
  /** kk, ru, en: what stands under a reply that this person signs; null: the role's word */
  position: Json | null
  /** Of the national key that this person may sign in with; null: by password and code alone. One account a person */
  iin: string | null
  last_signed_in_at: Instant | null
  /** Since when they may not sign in; null: they may, or it was not written down yet */
  disabled_at: Instant | null
  /** Where signals are mailed to; null: nowhere. Mails hold numbers and days only */
  email: string | null
  /** Null: by command, or before this column */
  disabled_by: string | null
  /** The password was made for them and opens nothing from then on; null: they chose it themselves */
  first_password_until: Instant | null
}

/** Only ever added to; the last row of somebody and a role says whether they hold it */
export interface StaffRoleTable {
  staff_id: string
  role: 'registrar' | 'executor' | 'head' | 'catalogueKeeper' | 'auditor' | 'callCentre' | 'administrator'
  seq: Always<number>
  change: 'granted' | 'withdrawn'
  changed_at: Instant
  /** Null: by command */
  changed_by: string | null
}

/** Files that staff put up before letters had a way of their own; nothing is added */
export interface StaffUploadTable {
  file_id: string
  appeal_id: string
  staff_id: string
  created_at: Instant
}

/** What a client has sent in an appeal after its letter; the serving role only adds, and writes the first reading */
export interface SubmissionTable {
  id: string
  appeal_id: string
  person_id: string
  kind: 'message' | 'papers' | 'withdrawal'
  text: string
  /** Of the commitment in the event: the chain proves the text without telling it */
  salt: Buffer
  sent_at: Instant
  /** When staff first opened the appeal with it */
  first_read_at: Instant | null
}

/** What a client writes in a sent appeal and has not sent yet; one of a kind each. Sent, its id is the submission's */
export interface SubmissionDraftTable {
  id: string
  appeal_id: string
  person_id: string
  kind: 'message' | 'papers' | 'withdrawal'
  version: Generated<number>
  /** The last saves taken, newest first */
  save_ids: Generated<string[]>
  text: Generated<string>
  created_at: Instant
  updated_at: Instant
}

export interface SubmissionDraftFileTable {
  file_id: string
  draft_id: string
  created_at: Instant
  slot_id: string | null
}

export interface SubmissionFileTable {
  submission_id: string
  file_id: string
  position: number
  slot_id: string | null
}

/** What is signed of a submission, frozen: first of its draft, whose id the submission keeps; void at local midnight until it is signed */
export interface SubmissionLetterTable {
  id: string
  /** Of the draft, and of the submission once it is sent */
  submission_id: string
  appeal_id: string
  draft_version: number
  local_date: string
  prepared_at: Instant
  file_id: string
  pages_file_id: string
  text: string
}

/** An approved tariff; its document is rendered once, when it is published */
export interface TariffTable {
  id: string
  version: number
  valid_from: string
  published_at: Instant
  document_kk: string | null
  document_ru: string | null
}

export interface TariffFeeTable {
  tariff_id: string
  type_code: string
  /** '*' for every kind without a row of its own */
  contract_kind: string
  /** VAT included */
  fee_tiyn: number
}

/** Whom signatures are checked against outside a demo; only the owner of the schema may install one */
export interface TrustCertificateTable {
  sha256: string
  role: 'anchor' | 'intermediate'
  /** Its key identifier is one that is known for the national authority */
  listed: boolean
  der: Buffer
  added_at: Instant
  removed_at: Instant | null
}

/** Tries of one subject in its window: what failed and what is under way. What succeeds is given back */
export interface TryCountTable {
  /** SHA-256 of the kind of try and whose it is: logins and addresses are not kept as they are */
  subject: Buffer
  taken: number
  began_at: Instant
  /** When the last try was taken; null in rows older than waits */
  last_at: Instant | null
  /** Whether the last who asked got a try: one statement takes it and tells it */
  passed: Generated<boolean>
}

/** A unit of the company; name in kk, ru and en. Closed ones take nothing more */
export interface UnitTable {
  id: string
  code: string
  name: Json
  parent_id: string | null
  /** Answers for what nobody of the unit does; who sees the unit's work is said by roles */
  head_id: string | null
  created_at: Instant
  closed_at: Instant | null
}

/** Only ever added to; the last row of somebody and a unit says whether they belong to it */
export interface UnitMemberTable {
  seq: Always<number>
  staff_id: string
  unit_id: string
  change: 'joined' | 'left'
  changed_at: Instant
  /** Null: by command */
  changed_by: string | null
}

/** Only ever added to: that a unit left the one above it */
export interface UnitMoveTable {
  seq: Always<number>
  unit_id: string
  parent_before: string
  /** Null: by command */
  moved_by: string | null
  moved_at: Instant
}

/** A file on its way into a slot of a draft, to a letter of the company, or to what a client sends later; a day after its last byte it is forgotten */
export interface UploadTable {
  id: string
  appeal_id: string
  /** The slot of a draft; none for a letter of the company */
  document: string | null
  /** The attached file whose place it takes; that one goes only when this one is kept */
  replaces: string | null
  name: string
  size: number
  /** Of the plain bytes, as the sender says; compared before the file is kept */
  sha256: Buffer
  /** How many bytes have arrived: Upload-Offset */
  received: Generated<number>
  /** The kept file, so that an answer lost on the way can be given again */
  file_id: string | null
  /** Why the whole file was not kept: a code of domain/refusal.ts */
  refused: string | null
  created_at: Instant
  updated_at: Instant
  reply_id: string | null
  /** Bytes of its sealed pieces in the storage, under the id of the upload; the next piece begins here */
  stored: Generated<number>
  submission_draft_id: string | null
  slot_id: string | null
}

/** Sealed bytes of uploads that began before they waited in the storage; nothing is added */
export interface UploadPartTable {
  upload_id: string
  at: number
  sealed: Buffer
}

export interface VatRateTable {
  valid_from: string
  percent: number
}

/** What the company said to a client who wants an appeal back; the serving role only adds */
export interface WithdrawalDecisionTable {
  submission_id: string
  accepted: boolean
  /** To the client, why the appeal goes on; null: it does not, or the signature was none */
  reason: string | null
  /** Null: nobody, the signature turned out to be none */
  staff_id: string | null
  decided_at: Instant
}

/** One row: is this a demo (or test) database, and where its injected clock stands */
export interface WorldTable {
  only_row: Generated<boolean>
  demo: boolean
  /** Milliseconds added to the real time; null is the real clock. Refused unless demo */
  clock_offset_ms: number | null
  made_at: Instant
}

export interface Tables {
  absence: AbsenceTable
  account: AccountTable
  appeal: AppealTable
  appeal_draft: AppealDraftTable
  appeal_link: AppealLinkTable
  appeal_search: AppealSearchTable
  appeal_type: AppealTypeTable
  attachment: AttachmentTable
  bug: BugTable
  bulk: BulkTable
  bulk_row: BulkRowTable
  calendar_day: CalendarDayTable
  calendar_year: CalendarYearTable
  call_lookup: CallLookupTable
  category: CategoryTable
  certificate_check: CertificateCheckTable
  company_seal: CompanySealTable
  consent: ConsentTable
  contact_change: ContactChangeTable
  contract: ContractTable
  contract_party: ContractPartyTable
  correspondence: CorrespondenceTable
  correspondence_file: CorrespondenceFileTable
  coupon: CouponTable
  coupon_counter: CouponCounterTable
  daily_head: DailyHeadTable
  day_use: DayUseTable
  due_act: DueActTable
  email_confirmation: EmailConfirmationTable
  event: EventTable
  file: FileTable
  file_key: FileKeyTable
  hand_over: HandOverTable
  hand_over_row: HandOverRowTable
  idempotency_key: IdempotencyKeyTable
  journal_head: JournalHeadTable
  journal_leaf: JournalLeafTable
  last_look: LastLookTable
  letter_pages: LetterPagesTable
  letter_view: LetterViewTable
  made_seal: MadeSealTable
  mail: MailTable
  mandate: MandateTable
  master_key_check: MasterKeyCheckTable
  note: NoteTable
  note_draft: NoteDraftTable
  notice: NoticeTable
  notice_setting: NoticeSettingTable
  notice_state: NoticeStateTable
  office_preference: OfficePreferenceTable
  outgoing: OutgoingTable
  paper_decision: PaperDecisionTable
  paper_request: PaperRequestTable
  paper_slot: PaperSlotTable
  party: PartyTable
  person: PersonTable
  phone_signing: PhoneSigningTable
  prepared_letter: PreparedLetterTable
  presence: PresenceTable
  question: QuestionTable
  question_file: QuestionFileTable
  question_upload: QuestionUploadTable
  rating: RatingTable
  register: RegisterTable
  register_check: RegisterCheckTable
  register_correction: RegisterCorrectionTable
  register_counter: RegisterCounterTable
  register_edition: RegisterEditionTable
  registration: RegistrationTable
  remark: RemarkTable
  reply: ReplyTable
  reply_file: ReplyFileTable
  reply_letter: ReplyLetterTable
  reply_letter_pages: ReplyLetterPagesTable
  reply_step: ReplyStepTable
  reply_template: ReplyTemplateTable
  reply_writer: ReplyWriterTable
  revocation_answer: RevocationAnswerTable
  routing: RoutingTable
  saved_view: SavedViewTable
  security_event: SecurityEventTable
  session: SessionTable
  setting: SettingTable
  sight_count: SightCountTable
  sight_days: SightDaysTable
  sign_in_challenge: SignInChallengeTable
  signal: SignalTable
  signal_clock: SignalClockTable
  signal_mail: SignalMailTable
  signal_plan: SignalPlanTable
  signal_setting: SignalSettingTable
  signal_state: SignalStateTable
  signature: SignatureTable
  signature_answer: SignatureAnswerTable
  staff: StaffTable
  staff_role: StaffRoleTable
  staff_upload: StaffUploadTable
  submission: SubmissionTable
  submission_draft: SubmissionDraftTable
  submission_draft_file: SubmissionDraftFileTable
  submission_file: SubmissionFileTable
  submission_letter: SubmissionLetterTable
  tariff: TariffTable
  tariff_fee: TariffFeeTable
  trust_certificate: TrustCertificateTable
  try_count: TryCountTable
  unit: UnitTable
  unit_member: UnitMemberTable
  unit_move: UnitMoveTable
  upload: UploadTable
  upload_part: UploadPartTable
  vat_rate: VatRateTable
  withdrawal_decision: WithdrawalDecisionTable
  world: WorldTable
}
